package org.chatboard.people.invite;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.limit.RateLimiter;
import org.chatboard.platform.support.IpAddress;

/**
 * Limits the invalid codes of one address (IPv6: of one network) to {@value #FACTOR} times {@code CHATBOARD_LIMIT_SIGN_IN_FAILURES}
 * at once, and as many in 15 minutes. A valid code is never limited: it has 256 random bits, so that nobody guesses one, and
 * colleagues behind one address must not shut each other out by opening an old link.
 */
@ApplicationScoped
public class InviteThrottle {
    private static final int FACTOR = 4;
    private static final Duration REFILL = Duration.ofMinutes(15);

    private RateLimiter<String> failures;

    /** For the container's proxy. */
    protected InviteThrottle() {}

    /** Creates the bean; {@code settings} has the number of failures, and 0 turns the throttle off. */
    @Inject
    public InviteThrottle(Settings settings) {
        int free = settings.limits().signInFailures();
        failures = free == 0 ? null : new RateLimiter<>(FACTOR * free, REFILL);
    }

    /**
     * Records that an address used an invalid code.
     *
     * @throws TooManyAttemptsException if it has used too many
     */
    public void recordFailure(String address) {
        Duration wait = failures == null ? Duration.ZERO : failures.acquire(IpAddress.network(address));
        if (!wait.isZero()) {
            long seconds = wait.plusMillis(999).toSeconds();
            throw new TooManyAttemptsException(Translations.text("signIn.wait", seconds), wait);
        }
    }
}
