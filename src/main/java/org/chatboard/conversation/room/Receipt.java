package org.chatboard.conversation.room;

/**
 * How far somebody has received and read a room.
 *
 * @param room the room, of which the account is a member
 * @param accountId whose receipt it is
 * @param receivedSeq number up to which a device holds the room, 0 where nothing is said of it
 * @param readSeq number up to which it was seen on a screen, 0 where nothing is said of it
 */
public record Receipt(RoomMembers room, long accountId, long receivedSeq, long readSeq) {
    /** Both receipts of one account and room in one. */
    public Receipt and(Receipt other) {
        return new Receipt(room, accountId, Math.max(receivedSeq, other.receivedSeq), Math.max(readSeq, other.readSeq));
    }
}
