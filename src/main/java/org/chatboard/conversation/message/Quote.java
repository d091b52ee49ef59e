package org.chatboard.conversation.message;

import java.time.Instant;
import org.chatboard.conversation.request.MessageText;
import org.chatboard.people.account.Person;

/**
 * The quoted message of a reply, in its current state. Clients show it above the reply, even if they have not loaded the message.
 *
 * @param id id of the message
 * @param seq sequence number in the room
 * @param sender the sender
 * @param message the text, cut to 200 code points; empty if the message was deleted
 * @param deletedAt time of the deletion, or null
 * @param files how many files the message has
 */
public record Quote(long id, long seq, Person sender, String message, Instant deletedAt, int files) {
    /** For JPQL, which cannot construct a nested record. */
    public Quote(
            Long id,
            long seq,
            Long senderId,
            String senderUsername,
            String senderDisplayName,
            String senderAvatar,
            String message,
            Instant deletedAt,
            int files) {
        this(
                id,
                seq,
                new Person(senderId, senderUsername, senderDisplayName, senderAvatar),
                MessageText.excerpt(message),
                deletedAt,
                files);
    }
}
