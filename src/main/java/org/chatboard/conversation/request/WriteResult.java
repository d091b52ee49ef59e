package org.chatboard.conversation.request;

/** The result of a write request. */
public sealed interface WriteResult {
    /**
     * The request is stored, now or by an earlier request with the same idempotency key.
     *
     * @param ack acknowledgement for the sender
     */
    record Stored(Ack ack) implements WriteResult {}

    /**
     * The request is not stored.
     *
     * @param why the error for the sender
     */
    record Rejected(MessageRejectedException why) implements WriteResult {}
}
