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

/** Takes the permits of a REST request or a page from the rates of the account that makes it. */
@RequestScoped
public class RequestRateLimiter {
    private CurrentAccount current;
    private AccountRateLimits limits;

    /** For the container's proxy. */
    protected RequestRateLimiter() {}

    /** @param limits has the rates of the account that is signed in */
    @Inject
    public RequestRateLimiter(CurrentAccount current, AccountRateLimits limits) {
        this.current = current;
        this.limits = limits;
    }

    /**
     * Takes the permit of a message.
     *
     * @throws RejectedException 429 where there is none
     */
    public void takeMessage() {
        rejectFor(rates().takeMessageMs());
    }

    /**
     * Takes the permit of any other request.
     *
     * @throws RejectedException 429 where there is none
     */
    public void takeRequest() {
        rejectFor(rates().takeFrameMs());
    }

    /**
     * Reads from the database, and counts the bytes of the answer.
     *
     * @throws RejectedException 429 where the account has read too much; nothing is read then
     */
    public String read(Supplier<String> reading) {
        AccountRates rates = rates();
        rejectFor(rates.readWaitMs());
        String answer = reading.get();
        rates.countRead(answer);
        return answer;
    }

    private AccountRates rates() {
        return limits.of(current.require().accountId());
    }

    private static void rejectFor(long waitMs) {
        if (waitMs > 0) {
            throw new RejectedException(429, Translations.text("message.tooMany"), Map.of(), Duration.ofMillis(waitMs));
        }
    }
}
