package org.chatboard.platform.limit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many callers do some work at the same time. A few more callers wait for a short time; the rest are rejected at once,
 * because each waiting caller blocks a worker thread of the server. The order of the permits is first come, first served.
 */
public final class ConcurrencyLimiter {
    private final Semaphore permits;
    private final int maxWaiting;
    private final Duration maxWait;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Creates a limiter.
     *
     * @param permits number of callers that may work at the same time
     * @param maxWaiting number of callers that may wait for a permit at the same time
     * @param maxWait longest time that a caller waits
     */
    public ConcurrencyLimiter(int permits, int maxWaiting, Duration maxWait) {
        this.permits = new Semaphore(permits, true);
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /** Acquires a permit. {@return whether the caller has one and must {@link #release} it; if not, it must not do the work} */
    public boolean acquire() {
        return acquire(maxWaiting, maxWait);
    }

    /** Acquires a permit like {@link #acquire()}, with other limits of waiting for this caller. */
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

    /** Releases a permit. */
    public void release() {
        permits.release();
    }
}
