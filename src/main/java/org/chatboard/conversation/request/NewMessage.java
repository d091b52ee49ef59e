package org.chatboard.conversation.request;

import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;

/**
 * A request to store a new message. Its sender is a member of the room and its text is valid.
 *
 * @param room the room
 * @param sender account of the session; a frame cannot set it
 * @param cid idempotency key, chosen by the sender
 * @param text the text as it will be stored
 * @param replyTo id of the message that it replies to, not checked yet, or null
 */
public record NewMessage(RoomMembers room, Person sender, String cid, String text, Long replyTo)
        implements WriteRequest {}
