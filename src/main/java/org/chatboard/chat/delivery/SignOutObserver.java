package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.chatboard.chat.connection.Connections;
import org.chatboard.people.session.SignInsEnded;

/** Ends the sockets of a sign-in with it. */
@ApplicationScoped
class SignOutObserver {
    @Inject
    Connections connections;

    void onEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) SignInsEnded event) {
        connections.endSignIns(event.signInIds());
    }
}
