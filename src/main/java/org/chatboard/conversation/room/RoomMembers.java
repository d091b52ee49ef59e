package org.chatboard.conversation.room;

import java.util.List;

/**
 * Who is in a room.
 *
 * @param roomId id of the room
 * @param kind what it is
 * @param accountIds ids of its members, in order
 */
public record RoomMembers(long roomId, RoomKind kind, List<Long> accountIds) {
    /** {@return whether the account is a member} */
    public boolean has(long accountId) {
        return accountIds.contains(accountId);
    }

    /** {@return whether this is the conversation of these two} */
    public boolean isDirectOf(long oneAccountId, long otherAccountId) {
        return kind == RoomKind.DIRECT && has(oneAccountId) && has(otherAccountId);
    }
}
