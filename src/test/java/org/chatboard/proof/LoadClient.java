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

/** Somebody who writes many messages to one room, some ahead of their acks. */
final class LoadClient implements AutoCloseable {
    private static final int AHEAD = 64;
    private static final int PATIENCE_SECONDS = 60;

    private final long room;
    private final String text;
    private final SocketLink link = new SocketLink((by, frame) -> heard(frame));
    private final Semaphore free = new Semaphore(AHEAD);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<JsonObject> error = new AtomicReference<>();

    /** @param characters length of each message */
    LoadClient(Member sender, long room, int characters) {
        this.room = room;
        text = "m".repeat(characters);
        assertThat(link.open(sender.endpoint())).isTrue();
        link.send(Json.of("type", "hello", "rooms", List.of()));
    }

    private void heard(JsonObject frame) {
        switch (frame.getString("type")) {
            case "ack" -> free.release();
            case "error" -> error.compareAndSet(null, frame);
            default -> {} // it does not read
        }
    }

    /** Sends so many, as fast as acks come. */
    void send(int messages) {
        for (int i = 0; i < messages; i++) {
            take(1);
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

    /** Waits until all are acknowledged. */
    void settle() {
        take(AHEAD);
        free.release(AHEAD);
    }

    private void take(int permits) {
        try {
            assertThat(free.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("acks come; closed with %d, error %s", link.closeCode(), error)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many were sent. */
    long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        link.close();
    }
}
