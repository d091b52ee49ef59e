package org.chatboard.chat;

/** The parts of a text frame that have come. Whoever adds one sees to it that they do not become too much. */
final class FrameParts {
    private StringBuilder waiting; // null between two frames

    /** UTF-16 units that wait for the rest of their frame. */
    int length() {
        return waiting == null ? 0 : waiting.length();
    }

    /** Takes the next part. @return the whole frame, null where this was not its last part */
    String add(String part, boolean last) {
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
