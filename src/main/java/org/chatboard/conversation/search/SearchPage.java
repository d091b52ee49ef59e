package org.chatboard.conversation.search;

import java.util.List;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.room.RoomKind;

/**
 * A page of messages that were found.
 *
 * @param hits newest first
 * @param next cursor of the next page, null on the last page
 * @param progress percent of all rooms that the index has; 100 once it is complete
 */
public record SearchPage(List<Hit> hits, Long next, int progress) {
    /** The progress of an index that is complete. */
    public static final int COMPLETE = 100;

    /**
     * A message that was found.
     *
     * @param title name of the room; for a direct room, the display name of the other member
     * @param marks what was found in its text; empty if it was found by the name of a file, or without words
     */
    public record Hit(RoomKind kind, String title, MessageDto message, List<Mark> marks) {}

    /** A part of a text, in UTF-16 units. */
    public record Mark(int start, int length) {
        int end() {
            return start + length;
        }
    }

    /** {@return whether the index has all rooms} */
    public boolean isComplete() {
        return progress == COMPLETE;
    }
}
