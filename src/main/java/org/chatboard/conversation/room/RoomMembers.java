package org.chatboard.conversation.room;

import java.util.Collections;
import java.util.List;

/**
 * The members of a room.
 *
 * @param roomId id of the room
 * @param kind kind of the room
 * @param accountIds account ids of the members, ascending
 */
public record RoomMembers(long roomId, RoomKind kind, List<Long> accountIds) {
    /** Most members of a room whose receipts go to all of them. In a larger room, n members would cause n² frames for a message. */
    public static final int MAX_WITH_RECEIPTS = 20;

    /** Most members of a room. */
    public static final int MAX = 1_000;

    /** {@return whether the account is a member} */
    public boolean has(long accountId) {
        return Collections.binarySearch(accountIds, accountId) >= 0;
    }

    /** {@return whether this is the direct room of the two accounts} */
    public boolean isDirectOf(long oneAccountId, long otherAccountId) {
        return kind == RoomKind.DIRECT && has(oneAccountId) && has(otherAccountId);
    }

    /** {@return whether the members see each other's receipts} */
    public boolean sharesReceipts() {
        return accountIds.size() <= MAX_WITH_RECEIPTS;
    }
}
