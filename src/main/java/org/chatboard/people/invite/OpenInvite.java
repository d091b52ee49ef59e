package org.chatboard.people.invite;

/**
 * An invitation that can be used now.
 *
 * @param id id of the invitation
 * @param madeBy account id of the inviter
 * @param room id of the room, null for an invitation to the server
 * @param guest whether a new account becomes a guest
 */
public record OpenInvite(long id, long madeBy, Long room, boolean guest) {}
