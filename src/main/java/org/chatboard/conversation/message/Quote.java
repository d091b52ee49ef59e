package org.chatboard.conversation.message;

import java.time.Instant;
import org.chatboard.people.account.Person;

/**
 * The message that another one answers, as it is now: shown above the answer, also where the message itself is far up.
 *
 * @param id its id
 * @param seq its number in the room, where it is to be found
 * @param sender who wrote it
 * @param message its text, cut to 200 code points; empty where it was deleted
 * @param deletedAt when it was deleted, or null
 */
public record Quote(long id, long seq, Person sender, String message, Instant deletedAt) {
    /** For JPQL, which makes no record within a record. */
    public Quote(
            Long id,
            long seq,
            Long senderId,
            String senderUsername,
            String senderDisplayName,
            String message,
            Instant deletedAt) {
        this(id, seq, new Person(senderId, senderUsername, senderDisplayName), MessageText.excerpt(message), deletedAt);
    }
}
