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
 * @param guest true for a guest, null for others
 */
@JsonbPropertyOrder({"account", "role", "joinedAt", "guest"})
public record MemberEntry(Person account, RoomRole role, String joinedAt, Boolean guest) {
    /** {@return the member; {@code roleOfAccount} as an account has it} */
    static MemberEntry of(Person account, RoomRole role, String joinedAt, String roleOfAccount) {
        return new MemberEntry(account, role, joinedAt, roleOfAccount.equals("GUEST") ? true : null);
    }
}
