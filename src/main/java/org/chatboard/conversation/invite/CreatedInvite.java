package org.chatboard.conversation.invite;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.chatboard.people.invite.InviteEntry;

/**
 * A new invitation.
 *
 * @param id id of the invitation
 * @param link its address, which no later answer contains
 * @param room id of the room, null for the server
 * @param guest whether new accounts become guests
 * @param uses how many people may use it
 * @param expiresAt when it expires, as ISO 8601
 */
@JsonbPropertyOrder({"id", "link", "room", "guest", "uses", "expiresAt"})
public record CreatedInvite(long id, String link, Long room, boolean guest, long uses, String expiresAt) {
    static CreatedInvite of(InviteEntry entry, String link) {
        return new CreatedInvite(entry.id(), link, entry.room(), entry.guest(), entry.uses(), entry.expiresAt());
    }
}
