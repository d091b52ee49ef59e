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

/** Changes display names. The changes of one account are rate-limited, since each one is sent to all online users. */
@ApplicationScoped
public class DisplayNameChangeService {
    private static final int BURST = 5;
    private static final Duration REFILL = Duration.ofMinutes(1);

    private final RateLimiter<Long> limiter = new RateLimiter<>(BURST, REFILL);

    @Inject
    AccountService accounts;

    /**
     * Changes the display name of an account. An unchanged name takes no permit.
     *
     * @param account the caller
     * @param displayName as typed
     * @throws InvalidInputException for the field {@code displayName}, if the name is invalid
     * @throws TooManyAttemptsException if the account has no permit left
     */
    public void change(SignedInAccount account, String displayName) {
        String name = DisplayNameRules.normalise(displayName);
        DisplayNameRules.validationError(name).ifPresent(error -> {
            throw new InvalidInputException("displayName", error);
        });
        if (name.equals(account.displayName())) {
            return;
        }
        Duration wait = limiter.acquire(account.accountId());
        if (!wait.isZero()) {
            throw new TooManyAttemptsException(
                    Translations.text("displayName.wait", wait.plusMillis(999).toSeconds()), wait);
        }
        accounts.rename(account.accountId(), name);
    }
}
