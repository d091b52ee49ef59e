package org.chatboard.message;

import java.time.Instant;
import org.chatboard.account.Person;

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
 * @param editedAt when it was edited last, or null
 * @param deletedAt when it was deleted, or null
 * @param replyTo id of the message that it answers, or null
 * @param changeSeq number of its latest change, or null
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
        Instant editedAt,
        Instant deletedAt,
        Long replyTo,
        Long changeSeq) {

    /** For JPQL, which makes no record within a record. */
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
                editedAt,
                deletedAt,
                replyTo,
                changeSeq);
    }

    /** What its sender is told once it is committed. */
    Ack toAck() {
        return new Ack(cid, roomId, id, seq, sentAt, false);
    }

    static MessageDto sent(long id, long seq, long ordinal, Draft draft, Instant sentAt) {
        return new MessageDto(
                id,
                draft.room().roomId(),
                seq,
                ordinal,
                draft.sender(),
                draft.cid(),
                draft.text(),
                sentAt,
                null,
                null,
                null,
                null);
    }
}
