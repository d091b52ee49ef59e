package org.chatboard.chat.delivery;

import java.util.List;
import java.util.Map;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.conversation.notification.NotifyReason;
import org.chatboard.conversation.room.NotifyLevel;

/** A policy by which nothing rings, for tests without a database. */
final class SilentPolicy extends NotificationPolicy {
    @Override
    public Map<Long, NotifyLevel> levels(long roomId) {
        return Map.of();
    }

    @Override
    public NotifyReason reason(MessageDto message, long accountId, Map<Long, NotifyLevel> ofRoom) {
        return null;
    }

    @Override
    public List<Missed> missed(List<RoomOverview> rooms, long accountId) {
        return List.of();
    }
}
