package org.chatboard.chat.connection;

/** The parts of a text frame that have come. The guard of the socket sees to it that they do not become too much. */
public final class PartialFrame {
    private StringBuilder waiting; // null between two frames

    /** Takes the next part. @return the whole frame, null where this was not its last part */
    public String add(String part, boolean last) {
        if (last && waiting == null) {
            return part;
        }
        waiting = waiting == null ? new StringBuilder() : waiting;
        waiting.append(part);
        if (!last) {
            return null;
        }
        String whole = waiting.toString();
        waiting = null;
        return whole;
    }
}
