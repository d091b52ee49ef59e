package org.chatboard.conversation.room;

/**
 * The counters of a room, as a transaction has read them.
 *
 * @param id id of the room
 * @param lastSeq the latest sequence number, 0 if there is none
 * @param lastMessageSeq the sequence number of the newest message or room event, 0 if there is none or it is not known
 * @param messageCount the number of messages
 */
public record RoomState(long id, long lastSeq, long lastMessageSeq, long messageCount) {
    /** Sequence number of the room event that a named room begins with. */
    public static final long FIRST_EVENT = 1;
}
