package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chatboard.testing.Member;

/** A client that reads {@code GET /api/me} again and again beside an attack, and measures how long each answer takes. */
final class MeasuredReads implements AutoCloseable {
    private static final long PAUSE_MS = 10;
    private static final long PATIENCE_MS = 30_000;

    private final List<Double> tookMs = new ArrayList<>();
    private final Member visitor;
    private final Thread asking = new Thread(this::ask, "visits");
    private boolean over;
    private Throwable failure;

    /** What the answers took, in milliseconds. */
    record Times(double medianMs, double longestMs) {}

    /** Begins to ask. */
    MeasuredReads(Member visitor) {
        this.visitor = visitor;
        asking.start();
    }

    private void ask() {
        try {
            while (pause()) {
                long start = System.nanoTime();
                assertThat(visitor.rest().get("/api/me").status()).isEqualTo(200);
                took((System.nanoTime() - start) / 1e6);
            }
        } catch (AssertionError | RuntimeException e) {
            fail(e);
        }
    }

    private synchronized boolean pause() {
        waitFor(PAUSE_MS);
        return !over;
    }

    private synchronized void took(double ms) {
        tookMs.add(ms);
        notifyAll();
    }

    private synchronized void fail(Throwable e) {
        failure = e;
        notifyAll();
    }

    /** Forgets what was measured so far, and waits for so many answers. @return what they took */
    synchronized Times begin(int samples) {
        tookMs.clear();
        while (tookMs.size() < samples && failure == null) {
            waitFor(PATIENCE_MS);
        }
        return samples == 0 ? null : times();
    }

    /** What the answers took since {@link #begin}; waits for the one that is under way. */
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
        Threads.join(asking);
    }
}
