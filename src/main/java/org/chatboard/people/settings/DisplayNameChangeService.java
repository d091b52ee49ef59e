package org.chatboard.people.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.name.DisplayNameRules;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.limit.RateLimiter;
import org.chatboard.platform.rest.InvalidInputException;

/** Changes display names, a few times a minute for an account: each change goes out to everybody who is there. */
@ApplicationScoped
public class DisplayNameChangeService {
    private static final int AT_ONCE = 5;
    private static final Duration REFILL = Duration.ofMinutes(1);

    private final RateLimiter<Long> limiter = new RateLimiter<>(AT_ONCE, REFILL);

    @Inject
    AccountService accounts;

    /**
     * Changes the name that people see. A name that is not another one changes nothing, and does not count.
     *
     * @param displayName as typed
     * @throws InvalidInputException where the rules refuse it, for {@code displayName}
     * @throws TooManyAttemptsException where the account has changed it too often
     */
    public void change(SignedInAccount who, String displayName) {
        String name = DisplayNameRules.normalise(displayName);
        DisplayNameRules.validationError(name).ifPresent(sentence -> {
            throw new InvalidInputException("displayName", sentence);
        });
        if (name.equals(who.displayName())) {
            return;
        }
        Duration wait = limiter.acquire(who.accountId());
        if (!wait.isZero()) {
            throw new TooManyAttemptsException(
                    Translations.text("displayName.wait", wait.plusMillis(999).toSeconds()), wait);
        }
        accounts.rename(who.accountId(), name);
    }
}
