package org.chatboard.conversation.room;

import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/**
 * The membership of an account in a room, with its receipt positions. The unread count is the room's message count minus
 * {@code readCount}. The member's own messages count as read from the start. An edit of a message changes neither count.
 */
@Entity
@Table(name = "membership")
@IdClass(Membership.Key.class)
@NamedQuery(
        name = Membership.ROLES_IN_ROOM,
        query = "SELECT m.accountId, m.role FROM Membership m WHERE m.roomId = :room ORDER BY m.accountId")
@NamedNativeQuery(
        name = MembershipKeyQuery.NAME + 2,
        query = MembershipKeyQuery.OF_2,
        resultSetMapping = Membership.WITH_ACCOUNT)
@NamedNativeQuery(
        name = MembershipKeyQuery.NAME + 4,
        query = MembershipKeyQuery.OF_4,
        resultSetMapping = Membership.WITH_ACCOUNT)
@NamedNativeQuery(
        name = MembershipKeyQuery.NAME + 8,
        query = MembershipKeyQuery.OF_8,
        resultSetMapping = Membership.WITH_ACCOUNT)
@NamedNativeQuery(
        name = MembershipKeyQuery.NAME + 16,
        query = MembershipKeyQuery.OF_16,
        resultSetMapping = Membership.WITH_ACCOUNT)
@NamedNativeQuery(
        name = MembershipKeyQuery.NAME + 32,
        query = MembershipKeyQuery.OF_32,
        resultSetMapping = Membership.WITH_ACCOUNT)
@SqlResultSetMapping(
        name = Membership.WITH_ACCOUNT,
        entities = @EntityResult(entityClass = Membership.class),
        columns = {@ColumnResult(name = "account_disabled_at"), @ColumnResult(name = "account_role")})
public class Membership {
    static final String WITH_ACCOUNT = "Membership.withAccount";
    static final String ROLES_IN_ROOM = "Membership.rolesInRoom";

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

    /** How far the others see that the member has read: it does not go back when {@link #readSeq} does. */
    @Column(name = "shown_read_seq")
    private long shownReadSeq;

    /** Sequence number of the member's newest message, 0 if there is none since members are offered by it. */
    @Column(name = "last_sent_seq")
    private long lastSentSeq;

    @Enumerated(EnumType.STRING)
    @Column(
            name = "notify_level",
            insertable = false,
            updatable = false) // read by queries only; NotifyLevelService writes it
    private NotifyLevel notifyLevel;

    @Enumerated(EnumType.STRING)
    private RoomRole role;

    @Column(name = "joined_at", updatable = false)
    private Instant joinedAt;

    @Version
    private long version;

    /** For JPA. */
    protected Membership() {}

    Membership(long roomId, long accountId, RoomRole role, Instant joinedAt) {
        this.roomId = roomId;
        this.accountId = accountId;
        this.role = role;
        this.joinedAt = joinedAt;
    }

    /**
     * {@return the membership of an account that joins a room with messages; all of them count as read}
     *
     * @param room the counters of the room
     */
    public static Membership joined(RoomState room, long accountId, Instant joinedAt) {
        Membership membership = new Membership(room.id(), accountId, RoomRole.MEMBER, joinedAt);
        membership.advanceTo(room.lastSeq(), room.lastSeq());
        membership.readCount = room.messageCount();
        return membership;
    }

    /** Counts a message of this member as read, and remembers it as the member's newest. */
    public void countOwnMessage(long seq) {
        readCount++;
        lastSentSeq = seq;
    }

    /**
     * Advances the receipt positions. A position below the current one changes nothing.
     *
     * @param received sequence number up to which a device of the account has received the room
     * @param read sequence number up to which a screen has shown the room; implies received
     * @return whether a position advanced
     */
    public boolean advanceTo(long received, long read) {
        long receivedNow = Math.max(receivedSeq, Math.max(received, read));
        long readNow = Math.max(readSeq, read);
        boolean advanced = receivedNow != receivedSeq || readNow != readSeq;
        receivedSeq = receivedNow;
        readSeq = readNow;
        shownReadSeq = Math.max(shownReadSeq, readSeq);
        return advanced;
    }

    /**
     * Sets the read position for the member alone, who marks what follows as unread.
     *
     * @param seq a sequence number of the room
     */
    public void setReadSeq(long seq) {
        readSeq = seq;
    }

    /** Sets how many of the room's messages the member has read or written. */
    public void setReadCount(long readCount) {
        this.readCount = readCount;
    }

    /** {@return the role} */
    public RoomRole getRole() {
        return role;
    }

    public void setRole(RoomRole role) {
        this.role = role;
    }

    /** {@return the primary key} */
    public Key key() {
        return new Key(roomId, accountId);
    }

    /** {@return the id of the room} */
    public long getRoomId() {
        return roomId;
    }

    /** {@return the id of the account} */
    public long getAccountId() {
        return accountId;
    }

    /** {@return the sequence number up to which a device of the account has received the room} */
    public long getReceivedSeq() {
        return receivedSeq;
    }

    /** {@return the sequence number up to which the account has read the room} */
    public long getReadSeq() {
        return readSeq;
    }

    /** {@return the sequence number up to which others see that the account has read the room} */
    public long getShownReadSeq() {
        return shownReadSeq;
    }

    /** {@return since when the account is a member; all older messages count as read} */
    public Instant getJoinedAt() {
        return joinedAt;
    }

    /** {@return how many of the room's messages the member has read or written} */
    public long getReadCount() {
        return readCount;
    }

    /** The primary key. JPA requires mutable fields, equality and serialization of an id class. */
    public static class Key implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        private long roomId;
        private long accountId;

        /** For JPA. */
        public Key() {}

        /** Creates the key of an account's membership in a room. */
        public Key(long roomId, long accountId) {
            this.roomId = roomId;
            this.accountId = accountId;
        }

        long roomId() {
            return roomId;
        }

        long accountId() {
            return accountId;
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
