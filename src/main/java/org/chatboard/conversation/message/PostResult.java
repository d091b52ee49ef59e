package org.chatboard.conversation.message;

/** What became of a draft. */
public sealed interface PostResult {
    /**
     * It is stored.
     *
     * @param ack the answer to its sender
     */
    record Stored(Ack ack) implements PostResult {}

    /**
     * It is not stored.
     *
     * @param why for the program and in words
     */
    record Rejected(MessageRejectedException why) implements PostResult {}
}
