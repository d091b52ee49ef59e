package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.NotificationFrame;
import org.chatboard.conversation.room.MuteChanged;

/** Sends {@code muted} to the sockets of an account on this node when the account mutes or unmutes a room. */
@ApplicationScoped
class MuteBroadcaster {
    @Inject
    Connections connections;

    void onMute(@Observes(during = TransactionPhase.AFTER_SUCCESS) MuteChanged event) {
        String frame = NotificationFrame.muted(event);
        connections
                .ofAccount(event.accountId())
                .forEach(connection -> connection.subscriptions().offerUnnumbered(event.roomId(), frame));
    }
}
