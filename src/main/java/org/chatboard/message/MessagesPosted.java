package org.chatboard.message;

import java.util.List;
import org.chatboard.room.RoomMembers;

/**
 * Messages were stored, in the order of their numbers; fired inside the transaction, to be observed after it. One event a
 * transaction and not one a message, since each observed event registers with the transaction.
 *
 * @param messages what was stored
 */
public record MessagesPosted(List<Posted> messages) {
    /**
     * A stored message and who may see it.
     *
     * @param room the room's members as the transaction saw them
     * @param message the message
     */
    public record Posted(RoomMembers room, MessageDto message) {}
}
