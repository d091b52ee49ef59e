package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.people.preference.PreferencesChanged;

/** Sends {@code preferences} to the sockets of an account on this node when the account changes its preferences. */
@ApplicationScoped
class PreferencesBroadcaster {
    @Inject
    Connections connections;

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PreferencesChanged event) {
        String frame = ServerFrame.preferences(event.preferences());
        connections.ofAccount(event.accountId()).forEach(connection -> connection.offerAfterWelcome(frame));
    }
}
