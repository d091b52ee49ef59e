package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.conversation.mention.UnreadMentions;
import org.chatboard.conversation.room.Membership;
import org.chatboard.conversation.room.MembershipKeyQuery;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.ReceiptsMoved;
import org.chatboard.conversation.room.RoomState;
import org.chatboard.platform.database.InList;

/**
 * Advances receipts, for the duration of one transaction. A position above the room's latest sequence number is reduced to it; a position
 * below the stored one is ignored, and so is the receipt of somebody who is no member any more.
 */
final class ReceiptBatch {
    private static final String ROOMS = """
            SELECT NEW org.chatboard.conversation.room.RoomState(r.id, r.lastSeq, r.lastMessageSeq, r.messageCount)
            FROM Room r WHERE r.id IN :rooms""";

    private final List<Receipt> receipts;
    private final Map<Membership.Key, Receipt> merged = new LinkedHashMap<>();

    ReceiptBatch(List<Receipt> receipts) {
        this.receipts = receipts;
        receipts.forEach(receipt ->
                merged.merge(new Membership.Key(receipt.roomId(), receipt.accountId()), receipt, Receipt::merge));
    }

    /** {@return the new state of the receipts that have advanced} */
    List<ReceiptsMoved.Moved> advance(EntityManager em) {
        Map<Long, RoomState> rooms = rooms(em);
        return MembershipKeyQuery.find(em, merged.keySet()).stream()
                .flatMap(found -> advance(em, found.membership(), rooms).stream())
                .toList();
    }

    private Map<Long, RoomState> rooms(EntityManager em) {
        Map<Long, RoomState> rooms = new HashMap<>();
        em.createQuery(ROOMS, RoomState.class)
                .setParameter(
                        "rooms",
                        InList.padded(receipts.stream().map(Receipt::roomId).toList()))
                .getResultList()
                .forEach(room -> rooms.put(room.id(), room));
        return rooms;
    }

    private Optional<ReceiptsMoved.Moved> advance(EntityManager em, Membership membership, Map<Long, RoomState> rooms) {
        Receipt receipt = merged.get(membership.key());
        RoomState room = rooms.get(receipt.roomId());
        long readBefore = membership.getReadSeq();
        if (!membership.advanceTo(
                Math.min(receipt.receivedSeq(), room.lastSeq()), Math.min(receipt.readSeq(), room.lastSeq()))) {
            return Optional.empty();
        }
        long unread = unread(em, room, membership, readBefore);
        membership.setReadCount(room.messageCount() - unread);
        return Optional.of(
                ReceiptsMoved.Moved.of(membership, unread, mentions(em, room, membership, readBefore, unread), false));
    }

    /**
     * {@return the unread count after a receipt} Counts the messages between the former and the new position, and subtracts them.
     * To count the messages that are still unread, every receipt would have to read all of them.
     */
    private long unread(EntityManager em, RoomState room, Membership membership, long readBefore) {
        long unreadBefore = room.messageCount() - membership.getReadCount();
        if (membership.getReadSeq() == readBefore) {
            return unreadBefore;
        }
        if (membership.getReadSeq() >= room.lastMessageSeq()) {
            return 0;
        }
        return unreadBefore
                - MessageCountQuery.fromOthers(
                        em, room.id(), readBefore, membership.getReadSeq(), membership.getAccountId());
    }

    private Long mentions(EntityManager em, RoomState room, Membership membership, long readBefore, long unread) {
        if (membership.getReadSeq() == readBefore) {
            return null;
        }
        return unread == 0
                ? 0
                : UnreadMentions.count(
                        em,
                        room.id(),
                        membership.getAccountId(),
                        new UnreadMentions.Range(membership.getReadSeq(), room.lastSeq()));
    }
}
