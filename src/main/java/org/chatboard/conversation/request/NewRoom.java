package org.chatboard.conversation.request;

import java.util.Set;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.people.account.Person;

/**
 * A request to make a named room. Its name and topic are valid.
 *
 * @param kind {@code PRIVATE} or {@code PUBLIC}
 * @param name the name
 * @param topic the topic, null for none
 * @param owner account of the session, which becomes the owner
 * @param members account ids of the other members, not checked yet
 * @param cid idempotency key, chosen by the owner
 */
public record NewRoom(RoomKind kind, String name, String topic, Person owner, Set<Long> members, String cid) {}
