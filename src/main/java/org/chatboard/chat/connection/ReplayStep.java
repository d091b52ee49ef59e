package org.chatboard.chat.connection;

/**
 * The next read of a replay.
 *
 * @param roomId the room
 * @param known whether the client knows the room; if not, {@code room} must be sent first
 * @param cursor sequence number up to which the client holds the room
 * @param resumed whether {@code hello} asked for the replay; such a replay sends each message in its current state, any other
 *     sends every message and change in order
 * @param newAbove sequence number above which a message is new to the client: neither the counts of {@code welcome} include it, nor
 *     has the replay sent it
 * @param remainingMessages how many messages the replay may still send
 */
public record ReplayStep(
        long roomId, boolean known, long cursor, boolean resumed, long newAbove, int remainingMessages) {
    /** Most messages that one replay sends for {@code hello}; the client reads the rest with {@code history}. */
    public static final int MAX_MESSAGES = 1_000;
}
