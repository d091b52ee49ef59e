package org.chatboard.platform.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * Token buckets by key, such as an account or an address. A bucket that is full again is forgotten, so the memory that it takes follows
 * the keys that are in use, at most {@value #MAX_KEYS}.
 *
 * @param <K> what is limited; compared by {@code equals}
 */
public final class RateLimiter<K> {
    private static final int MAX_KEYS = 50_000;

    private final LoadingCache<K, Bucket> buckets;

    /**
     * Makes a limiter.
     *
     * @param burst permits that a key has at first, and at most
     * @param refill time in which an empty bucket is full again
     */
    public RateLimiter(int burst, Duration refill) {
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(refill)
                .executor(Runnable::run) // the container has no say in Caffeine's own threads
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(burst, refill))
                        .build());
    }

    /** Takes a permit. {@return how long to wait for one; {@link Duration#ZERO} where it was given} */
    public Duration take(K key) {
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }
}
