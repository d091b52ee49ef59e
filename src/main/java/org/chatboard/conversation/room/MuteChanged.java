package org.chatboard.conversation.room;

/**
 * Somebody muted a room, or hears of it again; fired inside the transaction, to be observed after it.
 *
 * @param roomId the room
 * @param accountId who did so
 * @param muted how it is now
 */
public record MuteChanged(long roomId, long accountId, boolean muted) {}
