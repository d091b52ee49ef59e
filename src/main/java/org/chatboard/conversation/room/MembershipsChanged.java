package org.chatboard.conversation.room;

import java.util.List;
import java.util.Set;

/**
 * The members of rooms, their roles, or the archived state have changed. Fired inside the transaction, before the room events; observe it
 * after the commit.
 *
 * @param roomIds the rooms whose {@link RoomMembers} are no longer as they were
 * @param changes who has become a member or is a member no more, in this order
 */
public record MembershipsChanged(Set<Long> roomIds, List<Change> changes) {
    /**
     * One change.
     *
     * @param roomId id of the room
     * @param accountId id of the account
     * @param member whether the account is a member now
     */
    public record Change(long roomId, long accountId, boolean member) {}
}
