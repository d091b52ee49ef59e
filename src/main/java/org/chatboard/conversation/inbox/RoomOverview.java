package org.chatboard.conversation.inbox;

import java.time.Instant;
import java.util.List;
import org.chatboard.conversation.message.MessageText;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.people.account.Person;

/**
 * A room as one of its members sees it in a list.
 *
 * @param room its id
 * @param kind what it is
 * @param title its title; of a conversation of two the other's display name
 * @param members who is in it
 * @param epoch changes when the room is restored from a backup
 * @param seq number of its latest change
 * @param readSeq number up to which the member has read
 * @param receivedSeq number up to which a device of the member holds it
 * @param receipts how far each of its members has come, but for those who do not show it, and for all others where the member
 *     does not show it
 * @param unread how many messages are unread to the member
 * @param muted whether the member wants to hear nothing of it
 * @param last its newest message, or null
 */
public record RoomOverview(
        long room,
        RoomKind kind,
        String title,
        List<Person> members,
        String epoch,
        long seq,
        long readSeq,
        long receivedSeq,
        List<Reach> receipts,
        long unread,
        boolean muted,
        LastMessage last) {
    /** How far a member has received and read the room. */
    public record Reach(long accountId, long receivedSeq, long readSeq) {}

    /**
     * The newest message of a room.
     *
     * @param id its id
     * @param senderId id of the account that wrote it
     * @param message its text, cut to 200 code points; empty where it was deleted
     * @param sentAt when it was stored
     * @param deletedAt when it was deleted, or null
     */
    public record LastMessage(long id, long senderId, String message, Instant sentAt, Instant deletedAt) {
        /** {@return the message, its text cut} */
        static LastMessage of(long id, long senderId, String text, Instant sentAt, Instant deletedAt) {
            return new LastMessage(id, senderId, MessageText.excerpt(text), sentAt, deletedAt);
        }
    }

    /** {@return the room with an earlier number, and what was unread and newest then} */
    RoomOverview asOf(long earlierSeq, long unreadThen, LastMessage lastThen) {
        return new RoomOverview(
                room,
                kind,
                title,
                members,
                epoch,
                earlierSeq,
                readSeq,
                receivedSeq,
                receipts,
                unreadThen,
                muted,
                lastThen);
    }

    /** {@return the other one of a conversation of two} */
    public Person otherThan(long accountId) {
        return members.stream()
                .filter(member -> member.id() != accountId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Room " + room + " has nobody else"));
    }
}
