package org.chatboard.benchmark;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The connections of a sender and of a recipient, and the messages sent. Each message is numbered. The number is in its text,
 * where the recipient reads it, and in its idempotency key, where the sender reads it in the ack. The key also has random digits,
 * like the keys that a browser makes.
 */
final class Conversation implements AutoCloseable {
    private static final int TEXT_LENGTH = 100;
    private static final int CID_NUMBER = 24;
    private static final String PADDING = " The quick brown fox jumps over the lazy dog and then writes the rest of it,"
            + " so that the line is as long as lines are.";

    private final int index;
    private final String target; // the field of a send frame that says where to
    private final ServerConnection sender;
    private final ServerConnection receiver;
    private final SentMessages sentMessages = new SentMessages();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Measurement measurement;
    private volatile LoadPattern load;
    private volatile String error;

    /**
     * Creates a conversation of two open connections.
     *
     * @param index unique number of the conversation, from 0 on
     * @param to id of the recipient's account
     */
    Conversation(int index, long to, ServerConnection sender, ServerConnection receiver) {
        this(index, "\"to\":" + to, sender, receiver);
    }

    private Conversation(int index, String target, ServerConnection sender, ServerConnection receiver) {
        this.index = index;
        this.target = target;
        this.sender = sender;
        this.receiver = receiver;
        sender.read(this::readAtSender);
        receiver.read(this::readAtRecipient);
    }

    /**
     * {@return a conversation in a named room}
     *
     * @param index as in the constructor
     * @param room id of the room, in which nobody else writes
     */
    static Conversation inRoom(int index, long room, ServerConnection sender, ServerConnection receiver) {
        return new Conversation(index, "\"room\":" + room, sender, receiver);
    }

    /** From now on, reports deliveries and finished messages to this measurement and this load. */
    void begin(Measurement newMeter, LoadPattern newLoad) {
        measurement = newMeter;
        load = newLoad;
    }

    /**
     * Sends a message.
     *
     * @param due when it was due, as {@link System#nanoTime()}; earlier than now if the load is late
     */
    void send(long due) {
        int number = sentMessages.enter(due);
        inFlight.incrementAndGet();
        String cid = String.format(
                "%08x-0000-4000-8000-%012x", ThreadLocalRandom.current().nextInt(), number);
        String text = (index + "." + number + PADDING).substring(0, TEXT_LENGTH);
        sender.send("{\"type\":\"send\"," + target + ",\"cid\":\"" + cid + "\",\"message\":\"" + text + "\"}");
    }

    private void readAtSender(Frame frame) {
        if (frame.is("ack")) {
            int number = Integer.parseInt(frame.text("cid").substring(CID_NUMBER), 16);
            finish(sentMessages.acknowledged(number));
        } else if (frame.is("error")) {
            error = frame.json();
        }
    }

    private void readAtRecipient(Frame frame) {
        if (!frame.is("message")) {
            return;
        }
        String[] marks = frame.text("message").split("[. ]", 3);
        if (Integer.parseInt(marks[0]) != index) {
            throw new IllegalStateException("Delivered to the wrong recipient: " + frame.json());
        }
        int number = Integer.parseInt(marks[1]);
        long now = System.nanoTime();
        boolean done = sentMessages.delivered(number);
        measurement.delivered(sentMessages.due(number), now);
        finish(done);
    }

    private void finish(boolean done) {
        if (done) {
            measurement.done(System.nanoTime());
            load.done(this);
            inFlight.decrementAndGet(); // last, so that inFlight is not 0 before load.done() sends the next message
        }
    }

    /** {@return the number of messages that are not yet both acknowledged and delivered} */
    int inFlight() {
        return inFlight.get();
    }

    /** {@return the messages sent} */
    SentMessages sentMessages() {
        return sentMessages;
    }

    /** {@return errors and closed connections, in words} */
    Stream<String> problems() {
        return Stream.of(error, sender.ended(), receiver.ended())
                .filter(problem -> problem != null)
                .map(problem -> "conversation " + index + ": " + problem);
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }
}
