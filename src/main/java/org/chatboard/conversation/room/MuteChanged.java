package org.chatboard.conversation.room;

/**
 * A member muted or unmuted a room. Fired inside the transaction; observe it after the commit.
 *
 * @param roomId id of the room
 * @param accountId id of the member
 * @param muted the new state
 */
public record MuteChanged(long roomId, long accountId, boolean muted) {}
