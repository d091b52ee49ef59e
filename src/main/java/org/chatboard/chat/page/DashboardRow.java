package org.chatboard.chat.page;

import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.people.account.Person;

/**
 * A person in the list, and the conversation with them.
 *
 * @param person who it is
 * @param room id of the conversation, or null where there is none
 * @param seq number of its latest change, 0 where there is none
 * @param readSeq number up to which it was read
 * @param unread how many of its messages are unread
 * @param muted whether one wants to hear nothing of it
 * @param lastId id of its newest message, or null
 * @param lastMessage text of that, empty where it was deleted, or null
 * @param lastSentAt when that was sent, as ISO 8601 in UTC, or null
 * @param lastIsMine whether it is one's own
 * @param lastIsDeleted whether it was deleted
 */
public record DashboardRow(
        Person person,
        Long room,
        long seq,
        long readSeq,
        long unread,
        boolean muted,
        Long lastId,
        String lastMessage,
        String lastSentAt,
        boolean lastIsMine,
        boolean lastIsDeleted) {
    static DashboardRow withoutConversation(Person person) {
        return new DashboardRow(person, null, 0, 0, 0, false, null, null, null, false, false);
    }

    static DashboardRow of(RoomOverview room, long self) {
        return new DashboardRow(
                room.otherThan(self),
                room.room(),
                room.seq(),
                room.readSeq(),
                room.unread(),
                room.muted(),
                room.last().id(),
                room.last().message(),
                room.last().sentAt().toString(),
                room.last().senderId() == self,
                room.last().deletedAt() != null);
    }
}
