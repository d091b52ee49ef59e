package org.chatboard.conversation.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.PreferencesCache;

/**
 * Decides whether a message rings for a member, and why. A mention or an answer rings where the member wants to hear of mentions alone;
 * during "do not disturb" nothing rings.
 */
@ApplicationScoped
public class NotificationPolicy {
    @Inject
    NotifyLevels levels;

    @Inject
    PreferencesCache preferences;

    /** {@return the levels of a room's members by account id, without those who have {@link NotifyLevel#ALL}} */
    public Map<Long, NotifyLevel> levels(long roomId) {
        return levels.ofRoom(roomId);
    }

    /** {@return as {@link #levels}, empty if the database must be read for it} */
    public Optional<Map<Long, NotifyLevel>> levelsIfCached(long roomId) {
        return levels.ofRoomIfCached(roomId);
    }

    /** {@return as the method with levels} Reads the database if the levels of the room are not cached. */
    public NotifyReason reason(MessageDto message, long accountId) {
        return reason(message, accountId, levels(message.roomId()));
    }

    /**
     * {@return why a new message rings for a member, null if it does not} A message rings once, so there is one reason. Reads no
     * database: the preferences of everybody who has a page open are cached.
     *
     * @param ofRoom the levels of the message's room, from {@link #levels}
     */
    public NotifyReason reason(MessageDto message, long accountId, Map<Long, NotifyLevel> ofRoom) {
        if (message.event() != null
                || message.deletedAt() != null
                || message.sender().id() == accountId) {
            return null;
        }
        NotifyLevel level = ofRoom.getOrDefault(accountId, NotifyLevel.ALL);
        NotifyReason reason = reason(message, accountId, level);
        return reason == null || doesNotDisturb(accountId) ? null : reason;
    }

    /**
     * What rings of a room for a member who comes back.
     *
     * @param room id of the room
     * @param count how many unread messages ring
     * @param reason {@link NotifyReason#MENTION} if one of them mentions or answers the member, else {@link NotifyReason#MESSAGE}
     */
    public record Missed(long room, long count, NotifyReason reason) {}

    /** {@return what rings of the rooms of an account's list, without the rooms of which nothing does} Reads no database. */
    public List<Missed> missed(List<RoomOverview> rooms, long accountId) {
        return doesNotDisturb(accountId)
                ? List.of()
                : rooms.stream()
                        .map(NotificationPolicy::missed)
                        .filter(missed -> missed.count() > 0)
                        .toList();
    }

    private static Missed missed(RoomOverview room) {
        long count =
                switch (room.notifyLevel()) {
                    case ALL -> room.unread();
                    case MENTIONS -> room.mentions();
                    case NONE -> 0;
                };
        return new Missed(room.room(), count, room.mentions() > 0 ? NotifyReason.MENTION : NotifyReason.MESSAGE);
    }

    private static NotifyReason reason(MessageDto message, long accountId, NotifyLevel level) {
        if (level == NotifyLevel.NONE) {
            return null;
        }
        if (message.mentions().includes(accountId)) {
            return NotifyReason.MENTION;
        }
        if (message.quote() != null && message.quote().sender().id() == accountId) {
            return NotifyReason.REPLY;
        }
        return level == NotifyLevel.ALL ? NotifyReason.MESSAGE : null;
    }

    private boolean doesNotDisturb(long accountId) {
        return preferences.getIfCached(accountId).map(Preferences::doNotDisturb).orElse(false);
    }
}
