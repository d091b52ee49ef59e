package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;

/** A client that sends many messages to one room, with up to {@value #AHEAD} unacknowledged ones in flight. */
final class LoadClient implements AutoCloseable {
    private static final int AHEAD = 64;
    private static final int PATIENCE_SECONDS = 60;

    private final long room;
    private final String text;
    private final SocketLink link = new SocketLink((by, frame) -> receive(frame));
    private final Semaphore window = new Semaphore(AHEAD);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<JsonObject> error = new AtomicReference<>();

    /** @param characters length of each message */
    LoadClient(Member sender, long room, int characters) {
        this.room = room;
        text = "m".repeat(characters);
        assertThat(link.open(sender.endpoint())).isTrue();
        link.send(Json.of("type", "hello", "rooms", List.of()));
    }

    private void receive(JsonObject frame) {
        switch (frame.getString("type")) {
            case "ack" -> window.release();
            case "error" -> error.compareAndSet(null, frame);
            default -> {} // other frames are ignored
        }
    }

    /** Sends messages as fast as acks arrive. */
    void send(int messages) {
        for (int i = 0; i < messages; i++) {
            acquire(1);
            link.send(Json.of(
                    "type",
                    "send",
                    "room",
                    room,
                    "cid",
                    "load-" + room + "-" + sent.incrementAndGet(),
                    "message",
                    text));
        }
    }

    /** Waits until all messages are acknowledged. */
    void settle() {
        acquire(AHEAD);
        window.release(AHEAD);
    }

    private void acquire(int permits) {
        try {
            assertThat(window.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("acks arrive in time; close code %d, error %s", link.closeCode(), error)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return the number of messages sent} */
    long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        link.close();
    }
}
