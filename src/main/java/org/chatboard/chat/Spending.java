package org.chatboard.chat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.chatboard.account.Allowance;
import org.chatboard.account.CurrentAccount;
import org.chatboard.system.RefusedException;
import org.chatboard.system.Sentences;

/** Lets a request count as a frame of the account that makes it. */
@RequestScoped
class Spending implements Allowance {
    @Inject
    CurrentAccount current;

    @Inject
    Connections connections;

    @Override
    public void onOtherFrame() {
        long waitMs = connections.takeOtherMs(current.require().accountId());
        if (waitMs > 0) {
            throw new RefusedException(429, Sentences.say("message.tooMany"), Map.of(), Duration.ofMillis(waitMs));
        }
    }
}
