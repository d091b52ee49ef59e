package org.chatboard.conversation.message;

import java.util.List;
import org.chatboard.conversation.room.RoomMembers;

/**
 * Messages and changes were stored, in the order of their numbers; fired inside the transaction, to be observed after it. One event a
 * transaction and not one a message, since each observed event registers with the transaction.
 *
 * @param messages what was stored
 */
public record MessagesPosted(List<Posted> messages) {
    /**
     * A stored message, new or changed, and who may see it.
     *
     * @param room the room's members as the transaction saw them
     * @param seq the number in the room that it took
     * @param kind what happened to it, or null where it is new
     * @param message the message; of a changed one as the transaction left it, which may be by a later change
     */
    public record Posted(RoomMembers room, long seq, ChangeKind kind, MessageDto message) {
        /** {@return whether it is a change of a message and not a message} */
        public boolean isChange() {
            return kind != null;
        }
    }
}
