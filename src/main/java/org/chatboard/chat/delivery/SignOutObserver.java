package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.chatboard.chat.connection.Connections;
import org.chatboard.people.session.SignInsEnded;

/** Closes the sockets of sign-ins that have ended. */
@ApplicationScoped
class SignOutObserver {
    @Inject
    Connections connections;

    void onEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) SignInsEnded event) {
        connections.endSignIns(event.signInIds());
    }
}
