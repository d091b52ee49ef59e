package org.chatboard.conversation.room;

/**
 * A report of how far an account has received and read a room. It can only advance the stored positions.
 *
 * @param roomId id of the room
 * @param accountId id of the account
 * @param receivedSeq sequence number up to which a device has received the room, 0 if the report does not contain it
 * @param readSeq sequence number up to which a screen has shown the room, 0 if the report does not contain it
 */
public record Receipt(long roomId, long accountId, long receivedSeq, long readSeq) {
    /** {@return the higher positions of two receipts of the same account and room} */
    public Receipt merge(Receipt other) {
        return new Receipt(
                roomId, accountId, Math.max(receivedSeq, other.receivedSeq), Math.max(readSeq, other.readSeq));
    }
}
