package org.chatboard.people.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.platform.limit.AccountRates;
import org.chatboard.platform.rest.RejectedException;

/** Applies the rate limits of the current account to its REST requests and pages. */
@RequestScoped
public class RequestRateLimiter {
    private CurrentAccount current;
    private AccountRateLimits limits;

    /** For the container's proxy. */
    protected RequestRateLimiter() {}

    /** Creates the bean; {@code limits} has the token buckets of each account. */
    @Inject
    public RequestRateLimiter(CurrentAccount current, AccountRateLimits limits) {
        this.current = current;
        this.limits = limits;
    }

    /**
     * Takes one permit for a message.
     *
     * @throws RejectedException 429 if no permit is left
     */
    public void acquireMessagePermit() {
        rejectIfLimited(rates().acquireMessageMs());
    }

    /**
     * Takes one permit for any other request.
     *
     * @throws RejectedException 429 if no permit is left
     */
    public void acquireRequestPermit() {
        rejectIfLimited(rates().acquireFrameMs());
    }

    /**
     * Takes one permit for a request of a file.
     *
     * @throws RejectedException 429 if no permit is left
     */
    public void acquireFilePermit() {
        rejectIfLimited(rates().acquireFileMs());
    }

    /**
     * Reads from the database and counts the bytes of the answer against the account's read limit.
     *
     * @throws RejectedException 429 if the account has used up its read limit; nothing is read
     */
    public String read(Supplier<String> reading) {
        rejectIfLimited(rates().readWaitMs());
        String answer = reading.get();
        rates().countRead(answer);
        return answer;
    }

    private AccountRates rates() {
        return limits.of(current.require().accountId());
    }

    private static void rejectIfLimited(long waitMs) {
        if (waitMs > 0) {
            throw new RejectedException(429, Translations.text("message.tooMany"), Map.of(), Duration.ofMillis(waitMs));
        }
    }
}
