package org.chatboard.chat;

/**
 * A room whose gap a socket is being sent from the database.
 *
 * @param roomId id of the room
 * @param asked whether {@code hello} asked for it: then {@code synced} ends it, and it is cut after {@value #MAX_MESSAGES}
 * @param since number that the client held at first
 * @param sent how many messages went out
 */
record Replay(long roomId, boolean asked, long since, int sent) {
    static final int MAX_MESSAGES = 1_000;

    static Replay ofGap(long roomId) {
        return new Replay(roomId, false, 0, 0);
    }

    static Replay asked(long roomId, long since) {
        return new Replay(roomId, true, since, 0);
    }
}
