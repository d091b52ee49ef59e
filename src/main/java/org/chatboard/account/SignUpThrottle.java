package org.chatboard.account;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chatboard.system.ClientAddress;
import org.chatboard.system.Sentences;
import org.chatboard.system.Settings;

/** Lets an address, or a network of IPv6, make {@code CHATBOARD_LIMIT_SIGNUPS_PER_HOUR} accounts an hour, and no more. */
@ApplicationScoped
public class SignUpThrottle {
    private static final int MAX_REMEMBERED = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };
    private int perHour;

    /** For the container's proxy. */
    protected SignUpThrottle() {}

    /** @param settings says how many are allowed; 0 for any number */
    @Inject
    public SignUpThrottle(Settings settings) {
        perHour = settings.limits().signUpsPerHour();
    }

    /**
     * Counts a sign-up, before it is known whether it succeeds.
     *
     * @param address where the request comes from
     * @throws TooManyAttemptsException where the address has had its share
     */
    public synchronized void count(String address) {
        if (perHour == 0) {
            return;
        }
        Bucket bucket = buckets.computeIfAbsent(ClientAddress.network(address), unknown -> newBucket());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            throw new TooManyAttemptsException(
                    Sentences.say("signUp.wait", wait.plusSeconds(59).toMinutes()), wait);
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, Duration.ofHours(1)))
                .build();
    }
}
