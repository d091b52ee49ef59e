package org.chatboard.chat.wire;

import org.chatboard.conversation.room.MuteChanged;

/** Writes the frames about what is notified; each goes to the sockets of one account alone. */
public final class NotificationFrame {
    private NotificationFrame() {}

    /** A room was muted, or is heard again. */
    public static String muted(MuteChanged change) {
        return ServerFrame.frame(
                "muted", json -> json.write("room", change.roomId()).write("muted", change.muted()));
    }

    /**
     * Something to notify of that is no message.
     *
     * @param cid tells the page that asked for it that it has come
     */
    public static String test(String cid) {
        return ServerFrame.frame("test", json -> json.write("cid", cid));
    }
}
