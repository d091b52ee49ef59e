package org.chatboard.conversation.message;

import java.time.Instant;
import java.util.List;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.RoomChange;
import org.chatboard.people.account.Person;

/**
 * A line of a room as pages show it and frames contain it: a message, or a change of the room.
 *
 * @param id id of the message
 * @param roomId id of the room
 * @param seq sequence number in the room
 * @param ordinal position among the room's messages, from 1; changes do not count. That of a room event is the number of messages before it
 * @param sender the sender
 * @param cid idempotency key; sent to the sender only
 * @param message the text, empty if the message was deleted, and for a room event
 * @param sentAt when it was stored, UTC to the millisecond
 * @param replyTo id of the message that this one replies to, or null
 * @param quote quote of that message, or null
 * @param updates the effect of all changes since it was stored
 * @param event the change of the room, null for a message
 * @param mentions whom it mentions; nobody once it is deleted
 * @param attachments its files; none once it is deleted
 */
public record MessageDto(
        long id,
        long roomId,
        long seq,
        long ordinal,
        Person sender,
        String cid,
        String message,
        Instant sentAt,
        Long replyTo,
        Quote quote,
        Updates updates,
        RoomEvent event,
        Mentions mentions,
        Attachments attachments) {

    /**
     * The effect of the changes to a message since it was stored.
     *
     * @param editedAt time of the latest edit, or null
     * @param deletedAt time of the deletion, or null
     * @param changeSeq sequence number of the latest change, or null
     * @param reactions the reactions by emoji, in the order in which each emoji was first used
     */
    public record Updates(Instant editedAt, Instant deletedAt, Long changeSeq, List<ReactionGroup> reactions) {
        /** The state of a message that was never changed. */
        public static final Updates NONE = new Updates(null, null, null, List.of());
    }

    /** For JPQL, which cannot construct a nested record. {@link MessageStateQuery} adds the quote, the reactions and the files. */
    public MessageDto(
            Long id,
            long roomId,
            long seq,
            long ordinal,
            Long senderId,
            String senderUsername,
            String senderDisplayName,
            String senderAvatar,
            String cid,
            String message,
            Instant sentAt,
            Instant editedAt,
            Instant deletedAt,
            Long replyTo,
            Long changeSeq,
            String event,
            Long eventSubject,
            String mentions,
            int files) {
        this(
                id,
                roomId,
                seq,
                ordinal,
                new Person(senderId, senderUsername, senderDisplayName, senderAvatar),
                cid,
                event == null ? message : "",
                sentAt,
                replyTo,
                null,
                changeSeq == null ? Updates.NONE : new Updates(editedAt, deletedAt, changeSeq, List.of()),
                RoomEvent.ofRow(event, eventSubject, message),
                deletedAt == null ? Mentions.ofColumn(mentions) : Mentions.NONE,
                Attachments.ofCount(files));
    }

    /** {@return time of the latest edit, or null} */
    public Instant editedAt() {
        return updates.editedAt();
    }

    /** {@return time of the deletion, or null} */
    public Instant deletedAt() {
        return updates.deletedAt();
    }

    /** {@return sequence number of the latest change, or null} */
    public Long changeSeq() {
        return updates.changeSeq();
    }

    /** {@return the reactions by emoji, in the order in which each emoji was first used} */
    public List<ReactionGroup> reactions() {
        return updates.reactions();
    }

    /** {@return whether this is a message that is no reply, has no file, mentions nobody and was never changed} */
    public boolean isPlain() {
        return replyTo == null && changeSeq() == null && event == null && mentions.isEmpty() && attachments.isEmpty();
    }

    MessageDto with(Quote newQuote) {
        return with(newQuote, updates, event, attachments);
    }

    MessageDto with(Quote newQuote, List<ReactionGroup> reactions, List<FileDto> newFiles) {
        Updates newUpdates =
                reactions.isEmpty() ? updates : new Updates(editedAt(), deletedAt(), changeSeq(), reactions);
        return with(newQuote, newUpdates, event, Attachments.of(newFiles));
    }

    /** {@return this room event with the names of its subject} */
    MessageDto with(Person subject) {
        return with(quote, updates, event.with(subject), attachments);
    }

    private MessageDto with(Quote newQuote, Updates newUpdates, RoomEvent newEvent, Attachments newAttachments) {
        return new MessageDto(
                id,
                roomId,
                seq,
                ordinal,
                sender,
                cid,
                message,
                sentAt,
                replyTo,
                newQuote,
                newUpdates,
                newEvent,
                mentions,
                newAttachments);
    }

    static MessageDto event(long id, long seq, long ordinal, RoomChange change, RoomEvent roomEvent, Instant sentAt) {
        return new MessageDto(
                id,
                change.room().roomId(),
                seq,
                ordinal,
                change.sender(),
                change.cid(),
                "",
                sentAt,
                null,
                null,
                Updates.NONE,
                roomEvent,
                Mentions.NONE,
                Attachments.NONE);
    }

    static MessageDto sent(
            long id,
            long seq,
            long ordinal,
            NewMessage draft,
            Instant sentAt,
            Mentions mentions,
            Attachments attachments) {
        return new MessageDto(
                id,
                draft.room().roomId(),
                seq,
                ordinal,
                draft.sender(),
                draft.cid(),
                draft.text(),
                sentAt,
                draft.replyTo(),
                null,
                Updates.NONE,
                null,
                mentions,
                attachments);
    }
}
