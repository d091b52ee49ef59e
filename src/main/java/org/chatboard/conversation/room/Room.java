package org.chatboard.conversation.room;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A conversation. It gives its changes their numbers: the update of its row, {@code … WHERE id = 5 AND version = 12}, holds the row
 * until the commit and fails where somebody else was first, so that numbers become visible in order and without holes, also
 * when the cached copy is old.
 */
@Entity
@Table(name = "room")
@Cacheable
@NamedQuery(name = Room.ID_BY_DIRECT_KEY, query = "SELECT r.id FROM Room r WHERE r.directKey = :key")
@NamedQuery(name = Room.IDS_BY_DIRECT_KEYS, query = "SELECT r.id FROM Room r WHERE r.directKey IN :keys")
public class Room {
    static final String ID_BY_DIRECT_KEY = "Room.idByDirectKey";
    static final String IDS_BY_DIRECT_KEYS = "Room.idsByDirectKeys";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int EPOCH_BYTES = 8;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "room_seq")
    @SequenceGenerator(name = "room_seq", sequenceName = "room_seq", allocationSize = 50)
    private Long id;

    @Enumerated(EnumType.STRING)
    private RoomKind kind;

    @Column(name = "direct_key")
    private String directKey;

    private String title;

    @Column(name = "last_seq")
    private long lastSeq;

    @Column(name = "message_count")
    private long messageCount;

    @Column(name = "last_message_seq")
    private long lastMessageSeq;

    private String epoch;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    /** For JPA. */
    protected Room() {}

    /** The room of two people; there is none yet. */
    static Room direct(long oneAccountId, long otherAccountId, Instant createdAt) {
        Room room = new Room();
        room.kind = RoomKind.DIRECT;
        room.directKey = directKey(oneAccountId, otherAccountId);
        byte[] epoch = new byte[EPOCH_BYTES];
        RANDOM.nextBytes(epoch);
        room.epoch = HexFormat.of().formatHex(epoch);
        room.createdAt = createdAt;
        return room;
    }

    /** Both ids, the smaller first: two people who open the chat at the same moment get one room. */
    static String directKey(long oneAccountId, long otherAccountId) {
        return Math.min(oneAccountId, otherAccountId) + ":" + Math.max(oneAccountId, otherAccountId);
    }

    /** Counts one more message; its number is {@link #getLastSeq()}, its place {@link #getMessageCount()}. */
    public void countMessage() {
        lastMessageSeq = ++lastSeq;
        messageCount++;
    }

    /** Counts a change of a message. @return its number */
    public long countChange() {
        return ++lastSeq;
    }

    /** {@return the id} */
    public Long getId() {
        return id;
    }

    /** {@return the number of the latest lasting change, 0 for none} */
    public long getLastSeq() {
        return lastSeq;
    }

    /** {@return the number of the newest message, 0 for none} */
    public long getLastMessageSeq() {
        return lastMessageSeq;
    }

    /** {@return how many messages the room has, changes to them not counted} */
    public long getMessageCount() {
        return messageCount;
    }

    RoomKind getKind() {
        return kind;
    }
}
