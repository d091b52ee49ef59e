package org.chatboard.conversation.notification;

import org.chatboard.conversation.room.NotifyLevel;

/**
 * A member chose which messages of a room ring. Fired inside the transaction; observe it after the commit.
 *
 * @param roomId id of the room
 * @param accountId id of the member
 * @param level the new level
 */
public record NotifyLevelChanged(long roomId, long accountId, NotifyLevel level) {}
