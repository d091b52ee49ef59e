package org.chatboard.benchmark;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Two connections, one of which writes to the other, and the book of what it wrote. A message's number is in its text, where
 * its receiver finds it, and in its {@code cid}, which is otherwise as random as a browser's.
 */
final class Conversation implements AutoCloseable {
    private static final int TEXT_LENGTH = 100;
    private static final int CID_NUMBER = 24;
    private static final String PADDING = " The quick brown fox jumps over the lazy dog and then writes the rest of it,"
            + " so that the line is as long as lines are.";

    private final int index;
    private final long to;
    private final ServerConnection sender;
    private final ServerConnection receiver;
    private final SentMessages book = new SentMessages();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Measurement meter;
    private volatile Load load;
    private volatile String refused;

    /**
     * A conversation of two open connections.
     *
     * @param index its number, 0 or larger, that no other has
     * @param to the account that the receiver is signed in as
     */
    Conversation(int index, long to, ServerConnection sender, ServerConnection receiver) {
        this.index = index;
        this.to = to;
        this.sender = sender;
        this.receiver = receiver;
        sender.read(this::answered);
        receiver.read(this::arrived);
    }

    /** Tells a meter and a load from now on what becomes of messages. */
    void begin(Measurement newMeter, Load newLoad) {
        meter = newMeter;
        load = newLoad;
    }

    /** Sends a message that is or was due at a time of {@link System#nanoTime()}. */
    void send(long due) {
        int number = book.enter(due);
        underWay.incrementAndGet();
        String cid = String.format(
                "%08x-0000-4000-8000-%012x", ThreadLocalRandom.current().nextInt(), number);
        String text = (index + "." + number + PADDING).substring(0, TEXT_LENGTH);
        sender.send("{\"type\":\"send\",\"to\":" + to + ",\"cid\":\"" + cid + "\",\"message\":\"" + text + "\"}");
    }

    private void answered(Frame frame) {
        if (frame.is("ack")) {
            int number = Integer.parseInt(frame.text("cid").substring(CID_NUMBER), 16);
            settle(book.acknowledged(number));
        } else if (frame.is("error")) {
            refused = frame.json();
        }
    }

    private void arrived(Frame frame) {
        if (!frame.is("message")) {
            return;
        }
        String[] marks = frame.text("message").split("[. ]", 3);
        if (Integer.parseInt(marks[0]) != index) {
            throw new IllegalStateException("This came to the wrong reader: " + frame.json());
        }
        int number = Integer.parseInt(marks[1]);
        long now = System.nanoTime();
        boolean done = book.delivered(number);
        meter.delivered(book.due(number), now);
        settle(done);
    }

    private void settle(boolean done) {
        if (done) {
            meter.done(System.nanoTime());
            load.done(this);
            underWay.decrementAndGet(); // last: while a load may still answer with a message, this one counts
        }
    }

    /** How many messages are not both acknowledged and delivered. */
    int underWay() {
        return underWay.get();
    }

    /** The book. */
    SentMessages book() {
        return book;
    }

    /** What happened to it that should not, in words. */
    Stream<String> troubles() {
        return Stream.of(refused, sender.ended(), receiver.ended())
                .filter(trouble -> trouble != null)
                .map(trouble -> "conversation " + index + ": " + trouble);
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }
}
