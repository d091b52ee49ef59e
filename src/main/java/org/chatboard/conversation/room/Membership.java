package org.chatboard.conversation.room;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/**
 * Somebody's place in a room: how far it was received and read. Unread is the room's message count less {@code readCount}, so
 * that one's own messages count as read from the start and an edit raises nothing.
 */
@Entity
@Table(name = "membership")
@IdClass(Membership.Key.class)
@Cacheable
@NamedQuery(
        name = Membership.ACCOUNTS_OF_ROOM,
        query = "SELECT m.accountId FROM Membership m WHERE m.roomId = :room ORDER BY m.accountId")
public class Membership {
    static final String ACCOUNTS_OF_ROOM = "Membership.accountsOfRoom";

    @Id
    @Column(name = "room_id")
    private long roomId;

    @Id
    @Column(name = "account_id")
    private long accountId;

    @Column(name = "received_seq")
    private long receivedSeq;

    @Column(name = "read_seq")
    private long readSeq;

    @Column(name = "read_count")
    private long readCount;

    @Column(insertable = false, updatable = false) // for queries; see MuteService
    private boolean muted;

    @Version
    private long version;

    /** For JPA. */
    protected Membership() {}

    Membership(long roomId, long accountId) {
        this.roomId = roomId;
        this.accountId = accountId;
    }

    /** One's own message is never unread for its author. */
    public void countOwnMessage() {
        readCount++;
    }

    /**
     * Moves on to what was received and read; what is behind already is left.
     *
     * @param received number up to which a device holds the room
     * @param read number up to which a screen has shown it; implies received
     * @return whether anything moved
     */
    public boolean moveTo(long received, long read) {
        long receivedNow = Math.max(receivedSeq, Math.max(received, read));
        long readNow = Math.max(readSeq, read);
        boolean moved = receivedNow != receivedSeq || readNow != readSeq;
        receivedSeq = receivedNow;
        readSeq = readNow;
        return moved;
    }

    /** Sets how many of the room's messages are not unread. */
    public void setReadCount(long readCount) {
        this.readCount = readCount;
    }

    /** {@return the id of the room} */
    public long getRoomId() {
        return roomId;
    }

    /** {@return the id of the account} */
    public long getAccountId() {
        return accountId;
    }

    /** {@return the number up to which a device of the account holds the room} */
    public long getReceivedSeq() {
        return receivedSeq;
    }

    /** {@return the number up to which the account has read} */
    public long getReadSeq() {
        return readSeq;
    }

    /** {@return how many of the room's messages are not unread} */
    public long getReadCount() {
        return readCount;
    }

    /** The key as JPA's rules for an id class want it: mutable fields, equality, serializable. */
    public static class Key implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        private long roomId;
        private long accountId;

        /** For JPA. */
        public Key() {}

        /**
         * Makes a key.
         *
         * @param roomId id of the room
         * @param accountId id of the account
         */
        public Key(long roomId, long accountId) {
            this.roomId = roomId;
            this.accountId = accountId;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.roomId == roomId && key.accountId == accountId;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(31 * roomId + accountId);
        }
    }
}
