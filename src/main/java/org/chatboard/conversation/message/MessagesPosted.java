package org.chatboard.conversation.message;

import java.util.List;
import org.chatboard.conversation.request.ChangeKind;

/**
 * Messages and changes were stored. Fired inside the transaction; observe it after the commit. There is one event for each
 * transaction, not for each message, since every fired event registers a synchronization with the transaction.
 *
 * @param messages the messages and changes, in the order of their sequence numbers
 */
public record MessagesPosted(List<Posted> messages) {
    /**
     * A new or changed message. It names its room; who gets it is decided when it is sent.
     *
     * @param seq sequence number that the message or change took
     * @param kind kind of the change, null for a new message
     * @param message the message as it is after the whole transaction, which may include later changes
     */
    public record Posted(long seq, ChangeKind kind, MessageDto message) {
        /** {@return whether this is a change, not a new message} */
        public boolean isChange() {
            return kind != null;
        }
    }
}
