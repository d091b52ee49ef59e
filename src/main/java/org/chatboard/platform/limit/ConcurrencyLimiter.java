package org.chatboard.platform.limit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets some work run at the same time, lets a few more callers wait for a short time, and rejects the rest at once: each waiting caller
 * holds a worker thread of the server, which others need. Permits are given in the order of the callers.
 */
public final class ConcurrencyLimiter {
    private final Semaphore permits;
    private final int maxWaiting;
    private final Duration maxWait;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Makes a limiter.
     *
     * @param permits callers that work at the same time
     * @param maxWaiting callers that wait for a permit at the same time
     * @param maxWait longest time that one of them waits
     */
    public ConcurrencyLimiter(int permits, int maxWaiting, Duration maxWait) {
        this.permits = new Semaphore(permits, true);
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /** {@return whether the caller has a permit, to be given back by {@link #release}; without one it must not do the work} */
    public boolean acquire() {
        return acquire(maxWaiting, maxWait);
    }

    /** The same of a caller that waits among more others, or for longer. */
    boolean acquire(int mostWaiting, Duration longestWait) {
        try {
            return permits.tryAcquire(0, TimeUnit.NANOSECONDS) || acquireWaiting(mostWaiting, longestWait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean acquireWaiting(int mostWaiting, Duration longestWait) throws InterruptedException {
        try {
            return waiting.incrementAndGet() <= mostWaiting
                    && permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Gives a permit back. */
    public void release() {
        permits.release();
    }
}
