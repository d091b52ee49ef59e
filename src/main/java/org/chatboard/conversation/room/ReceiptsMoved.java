package org.chatboard.conversation.room;

import java.util.List;

/**
 * Receipts grew; fired inside the transaction, to be observed after it.
 *
 * @param receipts those that grew
 */
public record ReceiptsMoved(List<Moved> receipts) {
    /**
     * Where somebody stands now.
     *
     * @param room the room and its members
     * @param accountId whose receipt it is
     * @param receivedSeq number up to which a device holds the room
     * @param readSeq number up to which the account has read
     * @param unread how many messages are unread to the account
     */
    public record Moved(RoomMembers room, long accountId, long receivedSeq, long readSeq, long unread) {}
}
