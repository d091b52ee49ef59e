package org.chatboard.chat.delivery;

import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.conversation.notification.NotifyReason;

/** A policy by which nothing rings, for tests without a database. */
final class SilentPolicy extends NotificationPolicy {
    @Override
    public void load(long roomId) {
        // there are no levels
    }

    @Override
    public NotifyReason reason(MessageDto message, long accountId) {
        return null;
    }
}
