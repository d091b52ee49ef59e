package org.chatboard.conversation.message;

import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;

/**
 * A message on its way to be stored; its sender is a member of the room and its text was checked.
 *
 * @param room where it goes
 * @param sender who wrote it, taken from the session and never from the frame
 * @param cid the id that the sender gave it, kept for repeats
 * @param text as it will be stored
 * @param replyTo id of the message that it answers, not looked up yet, or null
 */
public record NewMessage(RoomMembers room, Person sender, String cid, String text, Long replyTo)
        implements WriteRequest {}
