package org.chatboard.conversation.room;

import java.util.List;

/**
 * The members of a room.
 *
 * @param roomId id of the room
 * @param kind kind of the room
 * @param accountIds account ids of the members, ascending
 */
public record RoomMembers(long roomId, RoomKind kind, List<Long> accountIds) {
    /** {@return whether the account is a member} */
    public boolean has(long accountId) {
        return accountIds.contains(accountId);
    }

    /** {@return whether this is the direct room of the two accounts} */
    public boolean isDirectOf(long oneAccountId, long otherAccountId) {
        return kind == RoomKind.DIRECT && has(oneAccountId) && has(otherAccountId);
    }
}
