package org.chatboard.people.invite;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.chatboard.people.account.Person;

/**
 * An open invitation in a list. Its link is not stored.
 *
 * @param id id of the invitation
 * @param madeBy account id of the inviter
 * @param maker the inviter
 * @param room id of the room, null for an invitation to the server
 * @param title name of the room; null for an invitation to the server, and for a room that the reader may not see
 * @param guest whether new accounts become guests
 * @param uses how many people may use it in all
 * @param usesLeft how many still may
 * @param createdAt when it was made, as ISO 8601
 * @param expiresAt when it expires, as ISO 8601
 */
@JsonbPropertyOrder({"id", "madeBy", "maker", "room", "title", "guest", "uses", "usesLeft", "createdAt", "expiresAt"})
public record InviteEntry(
        long id,
        long madeBy,
        Person maker,
        Long room,
        String title,
        boolean guest,
        long uses,
        long usesLeft,
        String createdAt,
        String expiresAt) {

    /** {@return the same with the name of its room} */
    public InviteEntry withTitle(String newTitle) {
        return new InviteEntry(id, madeBy, maker, room, newTitle, guest, uses, usesLeft, createdAt, expiresAt);
    }
}
