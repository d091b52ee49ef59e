package org.chatboard.message;

import org.chatboard.account.Person;
import org.chatboard.room.RoomMembers;

/**
 * A message on its way to be stored; its sender is a member of the room and its text was checked.
 *
 * @param room where it goes
 * @param sender who wrote it, taken from the session and never from the frame
 * @param cid the id that the sender gave it, kept for repeats
 * @param text as it will be stored
 * @param replyTo id of the message that it answers, not looked up yet, or null
 */
public record Draft(RoomMembers room, Person sender, String cid, String text, Long replyTo) implements Request {}
