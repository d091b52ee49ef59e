package org.chatboard.conversation.room;

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
     * @param unread how many messages are unread for the account
     */
    public record Moved(long roomId, long accountId, long receivedSeq, long readSeq, long unread) {}
}
