package org.chatboard.conversation.search;

/**
 * How far the index has followed a room.
 *
 * @param epoch epoch of the room when it was read
 * @param seq the index has the state of the room at this sequence number, or a later one
 */
public record RoomPosition(String epoch, long seq) {
    /** The position in a room of which the index has nothing. */
    public static final RoomPosition NONE = new RoomPosition("", 0);

    /** {@return whether the room at {@code now} goes on from this position} An older copy of the database may have been restored. */
    boolean leadsTo(RoomPosition now) {
        return epoch.equals(now.epoch) && seq <= now.seq;
    }
}
