package org.chatboard.conversation.room;

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
 * A conversation. Its row has the counters from which messages and changes take their sequence numbers. The write path alone changes them,
 * by statements that add to them; the entity only maps them for queries.
 */
@Entity
@Table(name = "room")
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
    private String topic;

    /** Hash of the content that is the picture, or null. */
    @Column(length = 64)
    private String picture;

    @Column(name = "archived_at")
    private Instant archivedAt;

    @Column(name = "last_seq", updatable = false)
    private long lastSeq;

    @Column(name = "message_count", updatable = false)
    private long messageCount;

    @Column(name = "last_message_seq", updatable = false)
    private long lastMessageSeq;

    private String epoch;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    /** For JPA. */
    protected Room() {}

    /** {@return a new room for two accounts} */
    static Room direct(long oneAccountId, long otherAccountId, Instant createdAt) {
        Room room = room(RoomKind.DIRECT, createdAt);
        room.directKey = directKey(oneAccountId, otherAccountId);
        return room;
    }

    /**
     * {@return a new named room, whose first room event is stored together with it}
     *
     * @param topic the topic, null for none
     */
    static Room named(RoomKind kind, String name, String topic, Instant createdAt) {
        Room room = room(kind, createdAt);
        room.title = name;
        room.topic = topic;
        room.lastSeq = RoomState.FIRST_EVENT;
        room.lastMessageSeq = RoomState.FIRST_EVENT;
        return room;
    }

    private static Room room(RoomKind kind, Instant createdAt) {
        Room room = new Room();
        room.kind = kind;
        byte[] epoch = new byte[EPOCH_BYTES];
        RANDOM.nextBytes(epoch);
        room.epoch = HexFormat.of().formatHex(epoch);
        room.createdAt = createdAt;
        return room;
    }

    /** {@return the unique key of a direct room: both account ids, the smaller first, whichever of the two opens the room} */
    static String directKey(long oneAccountId, long otherAccountId) {
        return Math.min(oneAccountId, otherAccountId) + ":" + Math.max(oneAccountId, otherAccountId);
    }

    /** {@return the id} */
    public Long getId() {
        return id;
    }

    RoomKind getKind() {
        return kind;
    }

    boolean isArchived() {
        return archivedAt != null;
    }

    Instant createdAt() {
        return createdAt;
    }
}
