package org.chatboard.chat.page;

import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.people.account.Person;
import org.chatboard.platform.i18n.Translations;

/**
 * A row of the list: a person, and the conversation with them.
 *
 * @param person the person
 * @param room id of the room, or null if there is no conversation
 * @param seq last sequence number of the room, 0 for none
 * @param readSeq sequence number up to which the account has read the room
 * @param unread number of unread messages
 * @param mentions how many of these mention or answer the account
 * @param notifyLevel which messages of the room ring, as in frames; null without a room
 * @param lastId id of its newest message, or null
 * @param lastMessage text of its newest message, or how many files it has if it has no text; empty if it was deleted, or null
 * @param lastSentAt time at which its newest message was stored, as ISO 8601 in UTC, or null
 * @param lastIsMine whether the account sent its newest message
 * @param lastIsDeleted whether its newest message was deleted
 */
public record DashboardRow(
        Person person,
        Long room,
        long seq,
        long readSeq,
        long unread,
        long mentions,
        String notifyLevel,
        Long lastId,
        String lastMessage,
        String lastSentAt,
        boolean lastIsMine,
        boolean lastIsDeleted) {
    static DashboardRow withoutConversation(Person person) {
        return new DashboardRow(person, null, 0, 0, 0, 0, null, null, null, null, false, false);
    }

    static DashboardRow of(RoomOverview room, long self) {
        return new DashboardRow(
                room.otherMember(self),
                room.room(),
                room.seq(),
                room.readSeq(),
                room.unread(),
                room.mentions(),
                room.notifyLevel().wireName(),
                room.last().id(),
                line(room.last()),
                room.last().sentAt().toString(),
                room.last().senderId() == self,
                room.last().deletedAt() != null);
    }

    private static String line(RoomOverview.LastMessage last) {
        return last.message().isEmpty() && last.files() > 0
                ? Translations.text("people.files", last.files())
                : last.message();
    }
}
