package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chatboard.testing.Member;

/** A client that repeats {@code GET /api/me} during an attack and measures the latency of each response. */
final class MeasuredReads implements AutoCloseable {
    private static final long PAUSE_MS = 10;
    private static final long PATIENCE_MS = 30_000;

    private final List<Double> tookMs = new ArrayList<>();
    private final Member visitor;
    private final Thread thread = new Thread(this::readRepeatedly, "measured reads");
    private boolean over;
    private Throwable failure;

    /** Latencies of the responses, in ms. */
    record Times(double medianMs, double longestMs) {}

    /** Starts to read. */
    MeasuredReads(Member visitor) {
        this.visitor = visitor;
        thread.start();
    }

    private void readRepeatedly() {
        try {
            while (pause()) {
                long start = System.nanoTime();
                assertThat(visitor.rest().get("/api/me").status()).isEqualTo(200);
                record((System.nanoTime() - start) / 1e6);
            }
        } catch (AssertionError | RuntimeException e) {
            fail(e);
        }
    }

    private synchronized boolean pause() {
        waitFor(PAUSE_MS);
        return !over;
    }

    private synchronized void record(double ms) {
        tookMs.add(ms);
        notifyAll();
    }

    private synchronized void fail(Throwable e) {
        failure = e;
        notifyAll();
    }

    /** Discards the latencies so far and waits for this many responses. @return their latencies, null for 0 samples */
    synchronized Times begin(int samples) {
        tookMs.clear();
        while (tookMs.size() < samples && failure == null) {
            waitFor(PATIENCE_MS);
        }
        return samples == 0 ? null : times();
    }

    /** {@return the latencies since {@link #begin}, including the request in flight} */
    synchronized Times times() {
        for (int before = tookMs.size(); tookMs.size() == before && failure == null; ) {
            waitFor(PATIENCE_MS);
        }
        assertThat(failure).isNull();
        List<Double> sorted = tookMs.stream().sorted().toList();
        return new Times(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    private void waitFor(long ms) {
        try {
            wait(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        Threads.join(thread);
    }
}
