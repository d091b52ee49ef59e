package org.chatboard.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.chatboard.account.SignInsEnded;

/** Ends the sockets of a sign-in with it. */
@ApplicationScoped
class SignOutWatch {
    @Inject
    Connections connections;

    void onEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) SignInsEnded event) {
        connections.endSignIns(event.signInIds());
    }
}
