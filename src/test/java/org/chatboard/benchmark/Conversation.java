package org.chatboard.benchmark;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Two connections, one of which writes to the other, and the sentMessages of what it wrote. A message's number is in its text, where
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
    private final SentMessages sentMessages = new SentMessages();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Measurement measurement;
    private volatile LoadPattern load;
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

    /** Tells a measurement and a load from now on what becomes of messages. */
    void begin(Measurement newMeter, LoadPattern newLoad) {
        measurement = newMeter;
        load = newLoad;
    }

    /** Sends a message that is or was due at a time of {@link System#nanoTime()}. */
    void send(long due) {
        int number = sentMessages.enter(due);
        inFlight.incrementAndGet();
        String cid = String.format(
                "%08x-0000-4000-8000-%012x", ThreadLocalRandom.current().nextInt(), number);
        String text = (index + "." + number + PADDING).substring(0, TEXT_LENGTH);
        sender.send("{\"type\":\"send\",\"to\":" + to + ",\"cid\":\"" + cid + "\",\"message\":\"" + text + "\"}");
    }

    private void answered(Frame frame) {
        if (frame.is("ack")) {
            int number = Integer.parseInt(frame.text("cid").substring(CID_NUMBER), 16);
            settle(sentMessages.acknowledged(number));
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
        boolean done = sentMessages.delivered(number);
        measurement.delivered(sentMessages.due(number), now);
        settle(done);
    }

    private void settle(boolean done) {
        if (done) {
            measurement.done(System.nanoTime());
            load.done(this);
            inFlight.decrementAndGet(); // last: while a load may still answer with a message, this one counts
        }
    }

    /** How many messages are not both acknowledged and delivered. */
    int inFlight() {
        return inFlight.get();
    }

    /** The sentMessages. */
    SentMessages sentMessages() {
        return sentMessages;
    }

    /** What happened to it that should not, in words. */
    Stream<String> problems() {
        return Stream.of(refused, sender.ended(), receiver.ended())
                .filter(problem -> problem != null)
                .map(problem -> "conversation " + index + ": " + problem);
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }
}
