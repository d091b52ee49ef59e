package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.util.List;

/** Two well-behaved people who exchange messages, one at a time, while a test misbehaves on the same server. */
public final class BackgroundChat {
    private final SocketClient sender;
    private final SocketClient recipient;
    private final long room;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile Throwable failure;
    private volatile long lastSeq = 1;

    /** Starts to send messages from one person to the other. */
    public BackgroundChat(Member one, Member other) {
        sender = one.socket();
        recipient = other.socket();
        room = Json.number(sender.awaitAck(sender.postTo(other.id(), "1")), "room");
        thread = new Thread(this::sendMessages, "background chat");
        thread.start();
    }

    private void sendMessages() {
        try {
            while (!stopped) {
                JsonObject ack = sender.awaitAck(sender.post(room, "" + (lastSeq + 1)));
                lastSeq = Json.number(ack, "seq");
                recipient.awaitMessage(room, lastSeq);
            }
        } catch (AssertionError | RuntimeException e) {
            failure = e;
        }
    }

    /** Stops after the message in flight and waits until the recipient has all messages. */
    public void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recipient.awaitMessage(room, lastSeq);
    }

    /** {@return the failure of the sending thread, else the error frames that the sender received} */
    public List<Object> errors() {
        return failure != null ? List.of(failure) : List.copyOf(sender.frames("error"));
    }

    /** {@return the number of messages sent, which is the last sequence number of the room} */
    public long sentCount() {
        return lastSeq;
    }

    /** {@return the sequence numbers that the recipient received, in order of arrival} */
    public List<Long> receivedSeqs() {
        return recipient.seqs(room);
    }
}
