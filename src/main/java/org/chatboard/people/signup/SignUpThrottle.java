package org.chatboard.people.signup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.limit.RateLimiter;
import org.chatboard.platform.support.IpAddress;

/** Lets an address, or a network of IPv6, make {@code CHATBOARD_LIMIT_SIGNUPS_PER_HOUR} accounts an hour, and no more. */
@ApplicationScoped
public class SignUpThrottle {
    private RateLimiter<String> limiter;

    /** For the container's proxy. */
    protected SignUpThrottle() {}

    /** @param settings says how many are allowed; 0 for any number */
    @Inject
    public SignUpThrottle(Settings settings) {
        int perHour = settings.limits().signUpsPerHour();
        limiter = perHour == 0 ? null : new RateLimiter<>(perHour, Duration.ofHours(1));
    }

    /**
     * Counts a sign-up, before it is known whether it succeeds.
     *
     * @param address where the request comes from
     * @throws TooManyAttemptsException where the address has had its share
     */
    public void count(String address) {
        Duration wait = limiter == null ? Duration.ZERO : limiter.acquire(IpAddress.network(address));
        if (!wait.isZero()) {
            throw new TooManyAttemptsException(
                    Translations.text("signUp.wait", wait.plusSeconds(59).toMinutes()), wait);
        }
    }
}
