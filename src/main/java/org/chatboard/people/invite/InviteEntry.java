package org.chatboard.people.invite;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * An open invitation in a list. Its link is not stored.
 *
 * @param id id of the invitation
 * @param madeBy account id of the inviter
 * @param room id of the room, null for an invitation to the server
 * @param guest whether new accounts become guests
 * @param uses how many people may use it in all
 * @param usesLeft how many still may
 * @param createdAt when it was made, as ISO 8601
 * @param expiresAt when it expires, as ISO 8601
 */
@JsonbPropertyOrder({"id", "madeBy", "room", "guest", "uses", "usesLeft", "createdAt", "expiresAt"})
public record InviteEntry(
        long id, long madeBy, Long room, boolean guest, long uses, long usesLeft, String createdAt, String expiresAt) {}
