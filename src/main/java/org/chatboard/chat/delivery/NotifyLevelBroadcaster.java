package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.NotificationFrame;
import org.chatboard.conversation.notification.NotifyLevelChanged;

/** Sends {@code notify} to the sockets of an account on this node when the account chooses which messages of a room ring. */
@ApplicationScoped
class NotifyLevelBroadcaster {
    @Inject
    Connections connections;

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotifyLevelChanged event) {
        String frame = NotificationFrame.level(event);
        connections
                .ofAccount(event.accountId())
                .forEach(connection -> connection.subscriptions().offerUnnumbered(event.roomId(), frame));
    }
}
