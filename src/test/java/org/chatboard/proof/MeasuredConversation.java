package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;

/** Two people who talk while others do something else, one message after the other: how long each takes from one to the other. */
final class MeasuredConversation implements AutoCloseable {
    private static final long PATIENCE_MS = 30_000;

    private final List<Long> nanos = new ArrayList<>();
    private final Member listening;
    private final long pauseMs;
    private final SocketLink speaker = new SocketLink(this::heard);
    private final SocketLink listener = new SocketLink(this::heard);
    private final Thread talking = new Thread(this::talk, "talk");
    private long said;
    private long heard;
    private boolean over;
    private String failure;

    /** They begin. @param pauseMs between two messages */
    MeasuredConversation(Member one, Member other, long pauseMs) {
        this.pauseMs = pauseMs;
        listening = other;
        for (SocketLink link : List.of(speaker, listener)) {
            assertThat(link.open(link == speaker ? one.endpoint() : other.endpoint()))
                    .isTrue();
            link.send(Json.of("type", "hello", "rooms", List.of()));
        }
        talking.start();
    }

    private void talk() {
        while (next()) {
            long start = System.nanoTime();
            speaker.send(Json.of(
                    "type", "send", "to", listening.id(), "cid", "talk-" + said, "message", String.valueOf(said)));
            arrived(start);
        }
    }

    private synchronized boolean next() {
        waitFor(pauseMs);
        said++;
        return !over && failure == null;
    }

    private synchronized void arrived(long start) {
        while (heard < said && failure == null) {
            long leftMs = PATIENCE_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (leftMs <= 0) {
                failure = "message " + said + " did not arrive; closed with " + listener.closeCode();
            } else {
                waitFor(leftMs);
            }
        }
        nanos.add(System.nanoTime() - start);
        notifyAll();
    }

    private synchronized void heard(SocketLink by, JsonObject frame) {
        if (frame.getString("type").equals("error")) {
            failure = frame.toString();
            notifyAll();
        } else if (by == listener && frame.getString("type").equals("message")) {
            heard = Long.parseLong(frame.getString("message"));
            notifyAll();
        } else if (frame.getString("type").equals("ping")) {
            by.send(Json.of("type", "pong", "n", frame.get("n")));
        }
    }

    /** Forgets how long messages took so far. */
    synchronized void begin() {
        nanos.clear();
    }

    /** How many messages arrived since {@link #begin}. */
    synchronized int count() {
        assertThat(failure).isNull();
        return nanos.size();
    }

    /** Waits until so many messages were said since {@link #begin}. @return the median of what they took, in milliseconds */
    synchronized double medianMs(int atLeast) {
        while (nanos.size() < atLeast && failure == null) {
            waitFor(PATIENCE_MS);
        }
        assertThat(failure).isNull();
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1e6;
    }

    private void waitFor(long ms) {
        try {
            wait(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        Threads.join(talking);
        speaker.close();
        listener.close();
    }
}
