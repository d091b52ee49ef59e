package org.chatboard.conversation.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.request.MessageText;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.RoomChange;

/**
 * A line of a room: a message, whose text {@link MessageText} checks, or a {@link RoomEvent}, whose value is the body. Other packages get a
 * {@link MessageDto}.
 */
@Entity
@Table(name = "message")
@NamedQuery(name = ChatMessage.BY_IDS, query = ChatMessage.SELECT_DTO + "WHERE m.id IN :ids")
@NamedQuery(name = ChatMessage.ENTITIES, query = "SELECT m FROM ChatMessage m WHERE m.id IN :ids")
@NamedQuery(name = ChatMessage.QUOTES, query = """
        SELECT NEW org.chatboard.conversation.message.Quote(m.id, m.seq, a.id, a.username, a.displayName, a.avatar, m.body,
            m.deletedAt, m.files)
        FROM ChatMessage m JOIN Account a ON a.id = m.senderId WHERE m.id IN :ids""")
class ChatMessage {
    static final String SELECT_DTO = """
            SELECT NEW org.chatboard.conversation.message.MessageDto(m.id, m.roomId, m.seq, m.ordinal, a.id, a.username, a.displayName,
                a.avatar, m.cid, m.body, m.sentAt, m.editedAt, m.deletedAt, m.replyTo, m.changeSeq, m.event, m.eventSubject, m.mentions,
                m.files)
            FROM ChatMessage m JOIN Account a ON a.id = m.senderId
            """;
    static final String BY_IDS = "ChatMessage.byIds";
    static final String ENTITIES = "ChatMessage.entities";
    static final String QUOTES = "ChatMessage.quotes";

    // a sequence, not IDENTITY: the id is known before the insert, and inserts are sent to the database in batches
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "message_seq")
    @SequenceGenerator(name = "message_seq", sequenceName = "message_seq", allocationSize = 50)
    private Long id;

    @Column(name = "room_id", updatable = false)
    private long roomId;

    @Column(updatable = false)
    private long seq;

    @Column(updatable = false)
    private long ordinal;

    @Column(name = "sender_id", updatable = false)
    private long senderId;

    @Column(updatable = false)
    private String cid;

    private String body;

    @Column(name = "sent_at", updatable = false)
    private Instant sentAt;

    @Column(name = "edited_at")
    private Instant editedAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    @Column(name = "reply_to", updatable = false)
    private Long replyTo;

    @Column(name = "change_seq")
    private Long changeSeq;

    @Column(updatable = false)
    private String event; // a RoomEvent.Kind, null for a message

    @Column(name = "event_subject", updatable = false)
    private Long eventSubject;

    @Column(updatable = false)
    private String mentions; // see Mentions

    private int files; // how many

    /** For JPA. */
    protected ChatMessage() {}

    /** Creates the line of a room event. */
    ChatMessage(RoomChange change, RoomEvent event, long seq, long ordinal, Instant sentAt) {
        this.roomId = change.room().roomId();
        this.seq = seq;
        this.ordinal = ordinal;
        this.senderId = change.sender().id();
        this.cid = change.cid();
        this.body = event.value();
        this.sentAt = sentAt;
        this.event = event.kind().name();
        this.eventSubject = event.subject() == null ? null : event.subject().id();
    }

    ChatMessage(NewMessage draft, long seq, long ordinal, Instant sentAt, Mentions mentions, Attachments attachments) {
        this.roomId = draft.room().roomId();
        this.seq = seq;
        this.ordinal = ordinal;
        this.senderId = draft.sender().id();
        this.cid = draft.cid();
        this.body = draft.text();
        this.sentAt = sentAt;
        this.replyTo = draft.replyTo();
        this.mentions = mentions.toColumn();
        this.files = attachments.count();
    }

    MessageDto toDto(NewMessage draft, Mentions decided, Attachments attached) {
        return MessageDto.sent(id, seq, ordinal, draft, sentAt, decided, attached);
    }

    MessageDto toDto(RoomChange change, RoomEvent roomEvent) {
        return MessageDto.event(id, seq, ordinal, change, roomEvent, sentAt);
    }

    /**
     * {@return the message with the changes of this transaction}
     *
     * @param read the message as it was read at the beginning of the transaction
     */
    MessageDto toDto(MessageDto read, Quote quote, List<ReactionGroup> reactions) {
        MessageDto.Updates updates =
                changeSeq == null ? read.updates() : new MessageDto.Updates(editedAt, deletedAt, changeSeq, reactions);
        Mentions mentioned = isDeleted() ? Mentions.NONE : read.mentions();
        Attachments attached = isDeleted() ? Attachments.NONE : read.attachments();
        return new MessageDto(
                id,
                roomId,
                seq,
                ordinal,
                read.sender(),
                cid,
                body,
                sentAt,
                replyTo,
                quote,
                updates,
                null,
                mentioned,
                attached);
    }

    /** Replaces the text. An edit to the same text does not set the time of the edit. */
    void edit(String text, Instant at) {
        if (!text.equals(body)) {
            body = text;
            editedAt = at;
        }
    }

    /** Removes the text and the files. The row stays, with its sequence number. */
    void delete(Instant at) {
        body = "";
        files = 0;
        deletedAt = at;
    }

    /** Sets the sequence number of the latest change. */
    void setChangeSeq(long seqOfChange) {
        changeSeq = seqOfChange;
    }

    /** {@return whether members were mentioned or answered when it was sent} */
    boolean concernsMembers() {
        return mentions != null || replyTo != null;
    }

    /** {@return whether the message mentions all members} */
    boolean mentionsAll() {
        return Mentions.ofColumn(mentions).all();
    }

    /** {@return whether the message has files} */
    boolean hasFiles() {
        return files > 0;
    }

    /** {@return whether this line is a room event} */
    boolean isEvent() {
        return event != null;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    Long id() {
        return id;
    }

    long roomId() {
        return roomId;
    }

    long seq() {
        return seq;
    }

    long senderId() {
        return senderId;
    }
}
