package org.chatboard.conversation.inbox;

import java.time.Instant;
import java.util.List;
import org.chatboard.conversation.message.RoomEvent;
import org.chatboard.conversation.request.MessageText;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.Person;

/**
 * A room in the room list of one of its members, the viewer.
 *
 * @param room id of the room
 * @param kind kind of the room
 * @param title name of the room; for a direct room, the other member's display name
 * @param topic the topic, or null
 * @param picture version of the picture, or null
 * @param archivedAt when the room was archived, or null
 * @param members both members of a direct room, including the viewer; empty for a named room
 * @param memberCount number of members
 * @param role role of the viewer
 * @param epoch changes when the room is restored from a backup
 * @param seq latest sequence number of the room
 * @param readSeq sequence number up to which the viewer has read the room
 * @param receivedSeq sequence number up to which a device of the viewer has received the room
 * @param receipts receipt positions of the members who show them. Only the viewer's own if the viewer hides receipts, or if the room is too
 *     large for receipts
 * @param unread how many messages are unread for the viewer
 * @param mentions how many of these mention or answer the viewer
 * @param notifyLevel which messages ring for the viewer
 * @param last the newest message or room event, or null
 */
public record RoomOverview(
        long room,
        RoomKind kind,
        String title,
        String topic,
        String picture,
        Instant archivedAt,
        List<Person> members,
        long memberCount,
        RoomRole role,
        String epoch,
        long seq,
        long readSeq,
        long receivedSeq,
        List<MemberReceipt> receipts,
        long unread,
        long mentions,
        NotifyLevel notifyLevel,
        LastMessage last) {
    /**
     * How far a member has received and read the room, as sequence numbers.
     *
     * @param joinedAt since when the account is a member, null if only the viewer's own receipt is known
     */
    public record MemberReceipt(long accountId, long receivedSeq, long readSeq, Instant joinedAt) {}

    /**
     * The newest message or room event of a room.
     *
     * @param id id of the message
     * @param senderId account id of the sender
     * @param message the text, cut to 200 code points; empty if the message was deleted, and for a room event
     * @param sentAt when it was stored
     * @param deletedAt time of the deletion, or null
     * @param event the room event, null for a message
     * @param files how many files the message has
     */
    public record LastMessage(
            long id, long senderId, String message, Instant sentAt, Instant deletedAt, RoomEvent event, int files) {
        /** {@return the message with its text cut to an excerpt} */
        static LastMessage of(
                long id, long senderId, String text, Instant sentAt, Instant deletedAt, RoomEvent event, int files) {
            String excerpt = event == null ? MessageText.excerpt(text) : "";
            return new LastMessage(id, senderId, excerpt, sentAt, deletedAt, event, files);
        }

        LastMessage with(RoomEvent named) {
            return new LastMessage(id, senderId, message, sentAt, deletedAt, named, files);
        }
    }

    /** {@return the room as it was at an earlier sequence number, with the counts and the newest message of that time} */
    RoomOverview asOf(long earlierSeq, long membersThen, long unreadThen, long mentionsThen, LastMessage lastThen) {
        return new RoomOverview(
                room,
                kind,
                title,
                topic,
                picture,
                archivedAt,
                members,
                membersThen,
                role,
                epoch,
                earlierSeq,
                readSeq,
                receivedSeq,
                receipts,
                unreadThen,
                mentionsThen,
                notifyLevel,
                lastThen);
    }

    /** {@return the other member of a direct room} */
    public Person otherMember(long accountId) {
        return members.stream()
                .filter(member -> member.id() != accountId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Room " + room + " has no other member"));
    }
}
