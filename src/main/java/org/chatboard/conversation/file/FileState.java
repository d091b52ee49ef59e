package org.chatboard.conversation.file;

import java.time.Instant;

/**
 * The row of a file: being uploaded, finished, or sent with a message.
 *
 * @param file what a message says about it; its type is null until it is finished
 * @param accountId who uploads it
 * @param declaredSha256 the hash that the client has computed, in hexadecimal; null if it did not
 * @param sha256 the hash of its content, in hexadecimal; null until it is finished
 * @param messageId the message that it was sent with, null before
 * @param roomId the room of the message, null before
 * @param expiresAt when it is removed unless it is sent; null once it is sent
 */
public record FileState(
        FileDto file,
        long accountId,
        String declaredSha256,
        String sha256,
        Long messageId,
        Long roomId,
        Instant expiresAt) {

    /** {@return whether all its bytes are stored and checked} */
    public boolean isFinished() {
        return sha256 != null;
    }

    /** {@return whether it belongs to a message} */
    public boolean isSent() {
        return messageId != null;
    }
}
