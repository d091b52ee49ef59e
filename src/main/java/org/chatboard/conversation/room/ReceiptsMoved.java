package org.chatboard.conversation.room;

import java.time.Instant;
import java.util.List;

/**
 * Receipt positions advanced, or unread counts changed. Fired inside the transaction; observe it after the commit.
 *
 * @param receipts the new state of each changed receipt
 */
public record ReceiptsMoved(List<Moved> receipts) {
    /**
     * The new state of one account's receipt in a room.
     *
     * @param roomId id of the room
     * @param accountId id of the account
     * @param receivedSeq sequence number up to which a device of the account has received the room
     * @param readSeq sequence number up to which the account has read the room
     * @param shownReadSeq the same for the other members: it never goes back
     * @param joinedAt since when the account is a member
     * @param unread how many messages are unread for the account
     * @param mentions how many unread messages mention or answer the account, null if that has not changed
     * @param marked whether the account has marked messages as unread, which concerns nobody else
     */
    public record Moved(
            long roomId,
            long accountId,
            long receivedSeq,
            long readSeq,
            long shownReadSeq,
            Instant joinedAt,
            long unread,
            Long mentions,
            boolean marked) {
        /** {@return the state of a receipt, as its membership is at this point of the transaction} */
        public static Moved of(Membership membership, long unread, Long mentions, boolean marked) {
            return new Moved(
                    membership.getRoomId(),
                    membership.getAccountId(),
                    membership.getReceivedSeq(),
                    membership.getReadSeq(),
                    membership.getShownReadSeq(),
                    membership.getJoinedAt(),
                    unread,
                    mentions,
                    marked);
        }
    }
}
