package org.chatboard.conversation.message;

import org.chatboard.conversation.request.ChangeKind;

/**
 * A change of a message, as history lists it.
 *
 * @param seq sequence number that the change took
 * @param kind kind of the change
 * @param messageId id of the changed message
 */
public record SequencedChange(long seq, ChangeKind kind, long messageId) {}
