package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;

/** Two accounts that send one message at a time during an attack. Measures how long each message takes to arrive. */
final class MeasuredConversation implements AutoCloseable {
    private static final long PATIENCE_MS = 30_000;

    private final List<Long> nanos = new ArrayList<>();
    private final Member recipient;
    private final long pauseMs;
    private final SocketLink senderLink = new SocketLink(this::receive);
    private final SocketLink recipientLink = new SocketLink(this::receive);
    private final Thread thread = new Thread(this::sendMessages, "measured conversation");
    private long lastSent;
    private long lastReceived;
    private boolean over;
    private String failure;

    /** Starts to send messages. @param pauseMs pause between two messages, in ms */
    MeasuredConversation(Member one, Member other, long pauseMs) {
        this.pauseMs = pauseMs;
        recipient = other;
        for (SocketLink link : List.of(senderLink, recipientLink)) {
            assertThat(link.open(link == senderLink ? one.endpoint() : other.endpoint()))
                    .isTrue();
            link.send(Json.of("type", "hello", "rooms", List.of()));
        }
        thread.start();
    }

    private void sendMessages() {
        while (next()) {
            long start = System.nanoTime();
            senderLink.send(Json.of(
                    "type",
                    "send",
                    "to",
                    recipient.id(),
                    "cid",
                    "talk-" + lastSent,
                    "message",
                    String.valueOf(lastSent)));
            awaitReceipt(start);
        }
    }

    private synchronized boolean next() {
        waitFor(pauseMs);
        lastSent++;
        return !over && failure == null;
    }

    private synchronized void awaitReceipt(long start) {
        while (lastReceived < lastSent && failure == null) {
            long leftMs = PATIENCE_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (leftMs <= 0) {
                failure = "message " + lastSent + " did not arrive; close code " + recipientLink.closeCode();
            } else {
                waitFor(leftMs);
            }
        }
        nanos.add(System.nanoTime() - start);
        notifyAll();
    }

    private synchronized void receive(SocketLink by, JsonObject frame) {
        if (frame.getString("type").equals("error")) {
            failure = frame.toString();
            notifyAll();
        } else if (by == recipientLink && frame.getString("type").equals("message")) {
            lastReceived = Long.parseLong(frame.getString("message"));
            notifyAll();
        } else if (frame.getString("type").equals("ping")) {
            by.send(Json.of("type", "pong", "n", frame.get("n")));
        }
    }

    /** Discards the latencies measured so far. */
    synchronized void begin() {
        nanos.clear();
    }

    /** {@return the number of messages received since {@link #begin}} */
    synchronized int count() {
        assertThat(failure).isNull();
        return nanos.size();
    }

    /** Waits until at least this many messages were received since {@link #begin}. @return their median latency, in ms */
    double medianMs(int atLeast) {
        return quantileMs(atLeast, 0.5);
    }

    /**
     * Waits until at least this many messages were received since {@link #begin}.
     *
     * @param share share of the messages that arrived at least as fast, such as 0.99
     * @return the latency in ms
     */
    synchronized double quantileMs(int atLeast, double share) {
        while (nanos.size() < atLeast && failure == null) {
            waitFor(PATIENCE_MS);
        }
        assertThat(failure).isNull();
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) (sorted.size() * share)) / 1e6;
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
        Threads.join(thread);
        senderLink.close();
        recipientLink.close();
    }
}
