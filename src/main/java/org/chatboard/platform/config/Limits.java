package org.chatboard.platform.config;

import org.chatboard.platform.environment.SettingsReader;

/**
 * The limits that an operator sets with {@code CHATBOARD_LIMIT_*}. A rate of 0 means no limit.
 *
 * @param frameBytes size of the largest frame that a socket accepts, in bytes of UTF-8
 * @param messageCodePoints length of the longest message, in code points, without leading and trailing white space
 * @param messagesPerSecond messages of one account over all its sockets; a burst may have five times as many
 * @param framesPerSecond other frames of one account over all its sockets; a burst may have four times as many
 * @param signUpsPerHour new accounts from one IP address
 * @param roomsPerHour rooms that one account makes
 * @param signInFailures failed sign-ins of one account before it has to wait; an IP address may fail four times as often
 * @param hashes password hashes computed at the same time; each takes 19 MiB of memory
 * @param socketsPerAccount WebSockets that one account may have open
 * @param receiptMembers members of the largest room in which they see each other's receipts
 * @param allMembers members of the largest named room in which every member may mention all; in a larger one owners may
 * @param allPerDay messages to all members that an account sends in 24 hours; as an owner of the room, without a limit
 * @param readBytesPerSecond bytes of history, replays and other reads that one account may get; a burst may have sixteen times as
 *     many
 * @param sendQueueFrames capacity of a socket's send queue, in frames; a socket whose queue is full is disconnected
 * @param fileBytes size of the largest file, in bytes
 * @param messageFiles most files of one message
 * @param accountFileBytes bytes of all files of one account, those that it uploads included
 * @param allFileBytes bytes of all files of the server; 0 means that the disk alone is the limit
 * @param uploadsPerAccount files of one account that are being uploaded or not sent yet
 */
public record Limits(
        int frameBytes,
        int messageCodePoints,
        int messagesPerSecond,
        int framesPerSecond,
        int signUpsPerHour,
        int roomsPerHour,
        int signInFailures,
        int hashes,
        int socketsPerAccount,
        int receiptMembers,
        int allMembers,
        int allPerDay,
        int readBytesPerSecond,
        int sendQueueFrames,
        long fileBytes,
        int messageFiles,
        long accountFileBytes,
        long allFileBytes,
        int uploadsPerAccount) {

    /** The column has 16,000 UTF-16 code units; a code point takes at most two of them. */
    private static final int LONGEST_MESSAGE_CODE_POINTS = 8_000;

    static Limits from(SettingsReader settings) {
        return new Limits(
                settings.number("CHATBOARD_LIMIT_FRAME_BYTES", 65_536, 1_024, 1_048_576),
                settings.number("CHATBOARD_LIMIT_MESSAGE_CODE_POINTS", 4_000, 1, LONGEST_MESSAGE_CODE_POINTS),
                settings.rate("CHATBOARD_LIMIT_MESSAGES_PER_SECOND", 10),
                settings.rate("CHATBOARD_LIMIT_FRAMES_PER_SECOND", 30),
                settings.rate("CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", 20),
                settings.rate("CHATBOARD_LIMIT_ROOMS_PER_HOUR", 60),
                settings.rate("CHATBOARD_LIMIT_SIGN_IN_FAILURES", 5),
                settings.number("CHATBOARD_LIMIT_HASHES", 2, 1, 64),
                settings.number("CHATBOARD_LIMIT_SOCKETS_PER_ACCOUNT", 20, 1, 100_000),
                settings.number("CHATBOARD_LIMIT_RECEIPT_MEMBERS", 20, 2, 1_000),
                settings.number("CHATBOARD_LIMIT_ALL_MEMBERS", 20, 0, 1_000),
                settings.rate("CHATBOARD_LIMIT_ALL_PER_DAY", 10),
                settings.number("CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", 1_048_576, 0, 1 << 30),
                settings.number("CHATBOARD_LIMIT_SEND_QUEUE_FRAMES", 256, 1, 100_000),
                settings.bytes("CHATBOARD_LIMIT_FILE_BYTES", 52_428_800),
                settings.number("CHATBOARD_LIMIT_MESSAGE_FILES", 20, 1, 100),
                settings.bytes("CHATBOARD_LIMIT_ACCOUNT_FILE_BYTES", 2_147_483_648L),
                settings.bytes("CHATBOARD_LIMIT_ALL_FILE_BYTES", 0),
                settings.number("CHATBOARD_LIMIT_UPLOADS_PER_ACCOUNT", 40, 1, 10_000));
    }
}
