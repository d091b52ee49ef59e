package org.chatboard.conversation.request;

import java.util.List;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;

/**
 * A request to store a new message. Its sender is a member of the room, and its text and the number of its files are valid.
 *
 * @param room the room
 * @param sender account of the session; a frame cannot set it
 * @param cid idempotency key, chosen by the sender
 * @param text the text as it will be stored
 * @param replyTo id of the message that it replies to, not checked yet, or null
 * @param files ids of its files, each once, not checked yet
 */
public record NewMessage(RoomMembers room, Person sender, String cid, String text, Long replyTo, List<String> files)
        implements WriteRequest {
    /** Creates the request for a message without files. */
    public NewMessage(RoomMembers room, Person sender, String cid, String text, Long replyTo) {
        this(room, sender, cid, text, replyTo, List.of());
    }
}
