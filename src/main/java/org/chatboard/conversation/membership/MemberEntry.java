package org.chatboard.conversation.membership;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.Person;

/**
 * A member of a room.
 *
 * @param account the person
 * @param role the role
 * @param joinedAt when the person became a member, as ISO 8601
 */
@JsonbPropertyOrder({"account", "role", "joinedAt"})
public record MemberEntry(Person account, RoomRole role, String joinedAt) {}
