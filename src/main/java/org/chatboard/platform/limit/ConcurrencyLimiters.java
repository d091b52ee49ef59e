package org.chatboard.platform.limit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A {@link ConcurrencyLimiter} for each key, such as an account. Only keys with work under way take memory.
 *
 * @param <K> what is limited; compared by {@code equals}
 */
public final class ConcurrencyLimiters<K> {
    private final Map<K, Entry> entries = new ConcurrentHashMap<>();
    private final int permits;
    private final int maxWaiting;
    private final Duration maxWait;

    /** A limiter and the callers that use it; the map's lock of the key guards the count. */
    private static final class Entry {
        private final ConcurrencyLimiter limiter;
        private int users;

        Entry(ConcurrencyLimiter limiter) {
            this.limiter = limiter;
        }
    }

    /**
     * Makes limiters, each as {@link ConcurrencyLimiter#ConcurrencyLimiter} makes one.
     *
     * @param permits callers of one key that work at the same time
     * @param maxWaiting callers of one key that wait for a permit at the same time
     * @param maxWait longest time that one of them waits
     */
    public ConcurrencyLimiters(int permits, int maxWaiting, Duration maxWait) {
        this.permits = permits;
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /** {@return whether the caller has a permit, to be given back by {@link #release}; without one it must not do the work} */
    public boolean acquire(K key) {
        return acquire(key, maxWaiting, maxWait);
    }

    /**
     * The same of a caller that waits among more others, or for longer.
     *
     * @param mostWaiting callers of the key that wait already, this one included
     * @param longestWait of this caller
     */
    public boolean acquire(K key, int mostWaiting, Duration longestWait) {
        Entry entry = entries.compute(key, (k, known) -> {
            Entry used = known == null ? new Entry(new ConcurrencyLimiter(permits, maxWaiting, maxWait)) : known;
            used.users++;
            return used;
        });
        boolean acquired = entry.limiter.acquire(mostWaiting, longestWait);
        if (!acquired) {
            leave(key);
        }
        return acquired;
    }

    /** Gives a permit back. */
    public void release(K key) {
        entries.get(key).limiter.release();
        leave(key);
    }

    private void leave(K key) {
        entries.computeIfPresent(key, (k, entry) -> --entry.users == 0 ? null : entry);
    }

    /** {@return keys with work under way} */
    int size() {
        return entries.size();
    }
}
