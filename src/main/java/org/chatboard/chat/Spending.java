package org.chatboard.chat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.chatboard.account.Allowance;
import org.chatboard.account.CurrentAccount;
import org.chatboard.system.RefusedException;
import org.chatboard.system.Sentences;

/** Counts a request, and what it reads, for the account that makes it. */
@RequestScoped
class Spending implements Allowance {
    @Inject
    CurrentAccount current;

    @Inject
    Connections connections;

    @Override
    public void onOtherFrame() {
        rejectFor(connections.takeOtherMs(current.require().accountId()));
    }

    /**
     * Reads from the database, and counts the answer's bytes as those of a frame that was asked for.
     *
     * @throws RefusedException 429 where the account has read too much; nothing is read then
     */
    String read(Supplier<String> reading) {
        FrameBudget budget = connections.budgetOf(current.require().accountId());
        rejectFor(budget.readWaitMs());
        String answer = reading.get();
        budget.countRead(answer);
        return answer;
    }

    private static void rejectFor(long waitMs) {
        if (waitMs > 0) {
            throw new RefusedException(429, Sentences.say("message.tooMany"), Map.of(), Duration.ofMillis(waitMs));
        }
    }
}
