package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.util.List;

/** Two people who talk while somebody else misbehaves, one message after the other. */
public final class BackgroundChat {
    private final SocketClient speaker;
    private final SocketClient listener;
    private final long room;
    private final Thread talking;
    private volatile boolean stopped;
    private volatile Throwable failure;
    private volatile long said = 1;

    /** They begin to talk. */
    public BackgroundChat(Member one, Member other) {
        speaker = one.socket();
        listener = other.socket();
        room = Json.number(speaker.awaitAck(speaker.postTo(other.id(), "1")), "room");
        talking = new Thread(this::talk, "bystanders");
        talking.start();
    }

    private void talk() {
        try {
            while (!stopped) {
                JsonObject ack = speaker.awaitAck(speaker.post(room, "" + (said + 1)));
                said = Json.number(ack, "seq");
                listener.awaitMessage(room, said);
            }
        } catch (AssertionError | RuntimeException e) {
            failure = e;
        }
    }

    /** Lets them finish. */
    public void stop() {
        stopped = true;
        try {
            talking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listener.awaitMessage(room, said);
    }

    /** What went wrong for them. */
    public List<Object> errors() {
        return failure != null ? List.of(failure) : List.copyOf(speaker.frames("error"));
    }

    /** How many messages there were. */
    public long said() {
        return said;
    }

    /** The numbers of those that arrived. */
    public List<Long> heard() {
        return listener.seqs(room);
    }
}
