package org.chatboard.chat.connection;

/** Joins the parts of one text message. {@link org.chatboard.chat.guard.SocketGuard} limits their total size. */
public final class PartialFrame {
    private StringBuilder buffer; // null between two messages

    /** Adds the next part. {@return the whole text if this was its last part, otherwise null} */
    public String add(String part, boolean last) {
        if (last && buffer == null) {
            return part;
        }
        buffer = buffer == null ? new StringBuilder() : buffer;
        buffer.append(part);
        if (!last) {
            return null;
        }
        String whole = buffer.toString();
        buffer = null;
        return whole;
    }
}
