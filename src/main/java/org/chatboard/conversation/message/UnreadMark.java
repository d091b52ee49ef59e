package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.chatboard.conversation.mention.UnreadMentions;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.RoomState;

/** Marks messages as unread, in the caller's transaction. What other members were told as read stays read. */
public final class UnreadMark {
    private static final String ROOM = """
            SELECT NEW org.chatboard.conversation.room.RoomState(r.id, r.lastSeq, r.lastMessageSeq, r.messageCount)
            FROM Room r WHERE r.id = :room""";
    private static final String MESSAGE =
            "SELECT COUNT(m) FROM ChatMessage m WHERE m.roomId = :room AND m.seq = :seq AND m.event IS NULL";

    private UnreadMark() {}

    /**
     * What has become of a mark.
     *
     * @param member whether the account is a member of the room
     * @param moved the new state, null if nothing was marked: the account is no member, or the room has no such message
     */
    public record Outcome(boolean member, ReceiptsMoved.Moved moved) {}

    /**
     * Sets the read position of a member back before a message. If all from the message on is unread, nothing changes.
     *
     * @param from sequence number of the message, which is no room event
     */
    static Outcome set(EntityManager em, long roomId, long accountId, long from) {
        RoomState room = em.createQuery(ROOM, RoomState.class)
                .setParameter("room", roomId)
                .getSingleResult();
        Membership membership = em.find(Membership.class, new Membership.Key(roomId, accountId));
        if (membership == null) {
            return new Outcome(false, null);
        }
        List<Long> found = em.createQuery(MESSAGE, Long.class)
                .setParameter("room", roomId)
                .setParameter("seq", from)
                .getResultList();
        if (found.get(0) == 0) {
            return new Outcome(true, null);
        }
        setBack(em, membership, from - 1);
        long unread = room.messageCount() - membership.getReadCount();
        long mentions = unread == 0
                ? 0
                : UnreadMentions.count(
                        em, roomId, accountId, new UnreadMentions.Range(membership.getReadSeq(), room.lastSeq()));
        return new Outcome(true, ReceiptsMoved.Moved.of(membership, unread, mentions, true));
    }

    /**
     * Counts the messages between the new and the former position alone, and subtracts them from those that were read. To count all that
     * are unread, a mark would have to read each of them on the writer's thread.
     */
    private static void setBack(EntityManager em, Membership membership, long read) {
        long readBefore = membership.getReadSeq();
        if (read >= readBefore) {
            return;
        }
        long again =
                MessageCountQuery.fromOthers(em, membership.getRoomId(), read, readBefore, membership.getAccountId());
        membership.setReadSeq(read);
        membership.setReadCount(membership.getReadCount() - again);
    }
}
