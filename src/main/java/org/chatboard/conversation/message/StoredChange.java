package org.chatboard.conversation.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.chatboard.conversation.request.ChangeKind;
import org.chatboard.conversation.request.MessageChange;

/** A change of a message and its sequence number. The message itself holds the current state. */
@Entity
@Table(name = "message_change")
@IdClass(StoredChange.Key.class)
@NamedQuery(name = StoredChange.BETWEEN, query = """
        SELECT NEW org.chatboard.conversation.message.SequencedChange(c.seq, c.kind, c.messageId) FROM StoredChange c
        WHERE c.roomId = :room AND c.seq > :after AND c.seq <= :to ORDER BY c.seq""")
class StoredChange {
    static final String BETWEEN = "StoredChange.between";

    @Id
    @Column(name = "room_id")
    private long roomId;

    @Id
    private long seq;

    @Column(name = "sender_id")
    private long senderId;

    private String cid;

    @Enumerated(EnumType.STRING)
    private ChangeKind kind;

    @Column(name = "message_id")
    private long messageId;

    @Column(name = "sent_at")
    private Instant sentAt;

    /** For JPA. */
    protected StoredChange() {}

    StoredChange(MessageChange change, long seq, Instant sentAt) {
        this.roomId = change.room().roomId();
        this.seq = seq;
        this.senderId = change.sender().id();
        this.cid = change.cid();
        this.kind = change.operation().kind();
        this.messageId = change.messageId();
        this.sentAt = sentAt;
    }

    /** The primary key. JPA requires mutable fields, equality and serialization of an id class. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private long roomId;
        private long seq;

        /** For JPA. */
        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.roomId == roomId && key.seq == seq;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(31 * roomId + seq);
        }
    }
}
