package org.chatboard.conversation.message;

/**
 * A number of a room that a change of a message took.
 *
 * @param seq the number
 * @param kind what happened
 * @param messageId id of the message that it happened to
 */
public record ChangeStep(long seq, ChangeKind kind, long messageId) {}
