package org.chatboard.conversation.message;

import java.time.Instant;
import java.util.List;
import org.chatboard.people.account.Person;

/**
 * A message as it leaves the database: what pages show and frames carry.
 *
 * @param id its id
 * @param roomId its room's id
 * @param seq its number in the room
 * @param ordinal its place among the room's messages, from 1
 * @param sender who wrote it
 * @param cid the id that the sender gave it; for the sender's eyes only
 * @param message its text, empty where it was deleted
 * @param sentAt when it was stored, UTC to the millisecond
 * @param replyTo id of the message that it answers, or null
 * @param quote that message, or null
 * @param later what happened to it since
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
        Later later) {

    /**
     * What happened to a message since it was stored.
     *
     * @param editedAt when it was edited last, or null
     * @param deletedAt when it was deleted, or null
     * @param changeSeq number of its latest change, or null
     * @param reactions the emoji on it, in the order of their first use
     */
    public record Later(Instant editedAt, Instant deletedAt, Long changeSeq, List<ReactionGroup> reactions) {
        /** Nothing. */
        public static final Later NOTHING = new Later(null, null, null, List.of());
    }

    /** For JPQL, which makes no record within a record; the quote and the reactions are read by themselves. */
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
                changeSeq == null ? Later.NOTHING : new Later(editedAt, deletedAt, changeSeq, List.of()));
    }

    /** {@return when it was edited last, or null} */
    public Instant editedAt() {
        return later.editedAt();
    }

    /** {@return when it was deleted, or null} */
    public Instant deletedAt() {
        return later.deletedAt();
    }

    /** {@return the number of its latest change, or null} */
    public Long changeSeq() {
        return later.changeSeq();
    }

    /** {@return the emoji on it, in the order of their first use} */
    public List<ReactionGroup> reactions() {
        return later.reactions();
    }

    /** {@return whether it answers none and is as it was sent} */
    public boolean isPlain() {
        return replyTo == null && changeSeq() == null;
    }

    MessageDto with(Quote found, List<ReactionGroup> reactions) {
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
                found,
                reactions.isEmpty() ? later : new Later(editedAt(), deletedAt(), changeSeq(), reactions));
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
                Later.NOTHING);
    }
}
