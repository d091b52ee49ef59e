package org.chatboard.platform.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * A token bucket for each key, such as an account or an IP address. A bucket is evicted when it is full again, or when more than
 * {@value #MAX_KEYS} keys are in use.
 *
 * @param <K> type of the key; compared by {@code equals}
 */
public final class RateLimiter<K> {
    private static final int MAX_KEYS = 50_000;

    private final LoadingCache<K, Bucket> buckets;

    /**
     * Creates a limiter.
     *
     * @param burst capacity of each bucket, in permits; a new bucket is full
     * @param refill time in which an empty bucket becomes full
     */
    public RateLimiter(int burst, Duration refill) {
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(refill)
                .executor(Runnable::run) // evicts on the calling thread: the container manages no threads of Caffeine
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(burst, refill))
                        .build());
    }

    /** Acquires a permit. {@return {@link Duration#ZERO} if it was acquired, else the time until one is available} */
    public Duration acquire(K key) {
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }
}
