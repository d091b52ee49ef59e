package org.chatboard.conversation.room;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.chatboard.platform.config.Limits;

/**
 * The members of a room with their roles, and whether it is archived: what access to the room depends on.
 *
 * @param roomId id of the room
 * @param kind kind of the room
 * @param accountIds account ids of the members, ascending
 * @param ownerIds account ids of those members who are owners
 * @param archived whether the room is archived
 */
public record RoomMembers(long roomId, RoomKind kind, List<Long> accountIds, Set<Long> ownerIds, boolean archived) {
    /** Most members of a room. */
    public static final int MAX = 1_000;

    /** {@return a conversation of two, which has no owner and cannot be archived} */
    public static RoomMembers direct(long roomId, List<Long> accountIds) {
        return new RoomMembers(roomId, RoomKind.DIRECT, accountIds, Set.of(), false);
    }

    /** {@return whether the account is a member} */
    public boolean has(long accountId) {
        return Collections.binarySearch(accountIds, accountId) >= 0;
    }

    /** {@return the account's role, null if it is no member} */
    public RoomRole roleOf(long accountId) {
        if (!has(accountId)) {
            return null;
        }
        return ownerIds.contains(accountId) ? RoomRole.OWNER : RoomRole.MEMBER;
    }

    /** {@return whether this is the direct room of the two accounts} */
    public boolean isDirectOf(long oneAccountId, long otherAccountId) {
        return kind == RoomKind.DIRECT && has(oneAccountId) && has(otherAccountId);
    }

    /**
     * {@return whether the members see each other's receipts} In a larger room, n members would cause n² frames for a message.
     */
    public boolean sharesReceipts(Limits limits) {
        return accountIds.size() <= limits.receiptMembers();
    }
}
