package org.chatboard.platform.config;

/**
 * How much is too much. A rate of 0 means that there is no such limit.
 *
 * @param frameBytes largest frame at a socket, in bytes of UTF-8
 * @param messageCodePoints longest message, in code points after stripping
 * @param messagesPerSecond messages by one account over all its sockets; five times as many at once
 * @param framesPerSecond other frames by one account; four times as many at once
 * @param signUpsPerHour new accounts from one address
 * @param signInFailures failed sign-ins of one account before the answer is "wait"; four times as many from one address
 * @param hashes passwords that are hashed at the same time, of 19 MiB each
 * @param socketsPerAccount open sockets of one account
 * @param readBytesPerSecond history, replays and the like that one account asks for, in bytes; sixteen times as many at once
 * @param sendQueueFrames frames that wait for one reader before it is disconnected
 */
public record Limits(
        int frameBytes,
        int messageCodePoints,
        int messagesPerSecond,
        int framesPerSecond,
        int signUpsPerHour,
        int signInFailures,
        int hashes,
        int socketsPerAccount,
        int readBytesPerSecond,
        int sendQueueFrames) {

    /** The widest text that its column holds: 16,000 UTF-16 units are 8,000 code points in the worst case. */
    private static final int LONGEST_MESSAGE_CODE_POINTS = 8_000;

    static Limits from(SettingsReader settings) {
        return new Limits(
                settings.number("CHATBOARD_LIMIT_FRAME_BYTES", 65_536, 1_024, 1_048_576),
                settings.number("CHATBOARD_LIMIT_MESSAGE_CODE_POINTS", 4_000, 1, LONGEST_MESSAGE_CODE_POINTS),
                settings.rate("CHATBOARD_LIMIT_MESSAGES_PER_SECOND", 10),
                settings.rate("CHATBOARD_LIMIT_FRAMES_PER_SECOND", 30),
                settings.rate("CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", 20),
                settings.rate("CHATBOARD_LIMIT_SIGN_IN_FAILURES", 5),
                settings.number("CHATBOARD_LIMIT_HASHES", 2, 1, 64),
                settings.number("CHATBOARD_LIMIT_SOCKETS_PER_ACCOUNT", 20, 1, 100_000),
                settings.number("CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", 1_048_576, 0, 1 << 30),
                settings.number("CHATBOARD_LIMIT_SEND_QUEUE_FRAMES", 256, 1, 100_000));
    }
}
