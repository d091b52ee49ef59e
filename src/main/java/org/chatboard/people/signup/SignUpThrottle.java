package org.chatboard.people.signup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.limit.RateLimiter;
import org.chatboard.platform.support.IpAddress;

/**
 * Limits the sign-ups of one address (IPv6: of one network) without an invitation to {@code CHATBOARD_LIMIT_SIGNUPS_PER_HOUR} in an
 * hour.
 */
@ApplicationScoped
public class SignUpThrottle {
    private RateLimiter<String> limiter;

    /** For the container's proxy. */
    protected SignUpThrottle() {}

    /** Creates the bean; {@code settings} has the limit, and 0 turns it off. */
    @Inject
    public SignUpThrottle(Settings settings) {
        int perHour = settings.limits().signUpsPerHour();
        limiter = perHour == 0 ? null : new RateLimiter<>(perHour, Duration.ofHours(1));
    }

    /**
     * Takes one permit, also for a sign-up that fails later.
     *
     * @param address the client's address
     * @throws TooManyAttemptsException if no permit is left
     */
    public void acquire(String address) {
        Duration wait = limiter == null ? Duration.ZERO : limiter.acquire(IpAddress.network(address));
        if (!wait.isZero()) {
            throw new TooManyAttemptsException(
                    Translations.text("signUp.wait", wait.plusSeconds(59).toMinutes()), wait);
        }
    }
}
