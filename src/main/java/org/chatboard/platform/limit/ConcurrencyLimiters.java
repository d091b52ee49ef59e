package org.chatboard.platform.limit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A {@link ConcurrencyLimiter} for each key, such as an account. Keys without work in progress take no memory.
 *
 * @param <K> type of the key; compared by {@code equals}
 */
public final class ConcurrencyLimiters<K> {
    private final Map<K, Entry> entries = new ConcurrentHashMap<>();
    private final int permits;
    private final int maxWaiting;
    private final Duration maxWait;

    /** A limiter and the number of callers that hold or wait for a permit; guarded by the map's lock of the key. */
    private static final class Entry {
        private final ConcurrencyLimiter limiter;
        private int users;

        Entry(ConcurrencyLimiter limiter) {
            this.limiter = limiter;
        }
    }

    /**
     * Creates limiters.
     *
     * @param permits number of callers of one key that may work at the same time
     * @param maxWaiting number of callers of one key that may wait for a permit at the same time
     * @param maxWait longest time that a caller waits
     */
    public ConcurrencyLimiters(int permits, int maxWaiting, Duration maxWait) {
        this.permits = permits;
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /** Acquires a permit. {@return whether the caller has one and must {@link #release} it; if not, it must not do the work} */
    public boolean acquire(K key) {
        return acquire(key, maxWaiting, maxWait);
    }

    /**
     * Acquires a permit like {@link #acquire(Object)}, with other limits of waiting for this caller.
     *
     * @param mostWaiting number of callers of the key that may wait, including this one
     * @param longestWait longest time that this caller waits
     */
    public boolean acquire(K key, int mostWaiting, Duration longestWait) {
        Entry entry = entries.compute(key, (k, known) -> {
            Entry used = known == null ? new Entry(new ConcurrencyLimiter(permits, maxWaiting, maxWait)) : known;
            used.users++;
            return used;
        });
        boolean acquired = entry.limiter.acquire(mostWaiting, longestWait);
        if (!acquired) {
            removeUser(key);
        }
        return acquired;
    }

    /** Releases a permit. */
    public void release(K key) {
        entries.get(key).limiter.release();
        removeUser(key);
    }

    private void removeUser(K key) {
        entries.computeIfPresent(key, (k, entry) -> --entry.users == 0 ? null : entry);
    }

    /** {@return number of keys with work in progress} */
    int size() {
        return entries.size();
    }
}
