package org.chatboard.conversation.room;

import java.util.List;

/**
 * Accounts have become members of rooms, or are members no more. Fired inside the transaction, before its room events; observe it
 * after the commit.
 *
 * @param changes the changes, in their order
 */
public record MembershipsChanged(List<Change> changes) {
    /**
     * One change.
     *
     * @param roomId id of the room
     * @param accountId id of the account
     * @param member whether the account is a member now
     */
    public record Change(long roomId, long accountId, boolean member) {}
}
