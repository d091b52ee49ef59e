package org.chatboard.conversation.message;

import java.time.Instant;
import java.util.List;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.people.account.Person;

/**
 * A message as pages show it and frames contain it.
 *
 * @param id id of the message
 * @param roomId id of the room
 * @param seq sequence number in the room
 * @param ordinal position among the room's messages, from 1; changes do not count
 * @param sender the sender
 * @param cid idempotency key; sent to the sender only
 * @param message the text, empty if the message was deleted
 * @param sentAt when it was stored, UTC to the millisecond
 * @param replyTo id of the message that this one replies to, or null
 * @param quote quote of that message, or null
 * @param updates the effect of all changes since it was stored
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
        Updates updates) {

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

    /** For JPQL, which cannot construct a nested record. {@link MessageStateQuery} adds the quote and the reactions. */
    public MessageDto(
            Long id,
            long roomId,
            long seq,
            long ordinal,
            Long senderId,
            String senderUsername,
            String senderDisplayName,
            String cid,
            String message,
            Instant sentAt,
            Instant editedAt,
            Instant deletedAt,
            Long replyTo,
            Long changeSeq) {
        this(
                id,
                roomId,
                seq,
                ordinal,
                new Person(senderId, senderUsername, senderDisplayName),
                cid,
                message,
                sentAt,
                replyTo,
                null,
                changeSeq == null ? Updates.NONE : new Updates(editedAt, deletedAt, changeSeq, List.of()));
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

    /** {@return whether the message is no reply and was never changed} */
    public boolean isPlain() {
        return replyTo == null && changeSeq() == null;
    }

    MessageDto with(Quote newQuote, List<ReactionGroup> reactions) {
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
                reactions.isEmpty() ? updates : new Updates(editedAt(), deletedAt(), changeSeq(), reactions));
    }

    static MessageDto sent(long id, long seq, long ordinal, NewMessage draft, Instant sentAt) {
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
                Updates.NONE);
    }
}
