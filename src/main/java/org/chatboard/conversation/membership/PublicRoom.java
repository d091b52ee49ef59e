package org.chatboard.conversation.membership;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * A public room, as anybody on the server sees it.
 *
 * @param room id of the room
 * @param name its name
 * @param topic its topic, or null
 * @param memberCount number of members
 * @param member whether the caller is one of them
 */
@JsonbPropertyOrder({"room", "name", "topic", "memberCount", "member"})
public record PublicRoom(long room, String name, String topic, long memberCount, boolean member) {}
