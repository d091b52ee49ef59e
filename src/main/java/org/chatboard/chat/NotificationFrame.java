package org.chatboard.chat;

import org.chatboard.room.MuteChanged;

/** Writes the frames about what is notified; each goes to the sockets of one account alone. */
final class NotificationFrame {
    private NotificationFrame() {}

    /** A room was muted, or is heard again. */
    static String muted(MuteChanged change) {
        return ServerFrame.frame(
                "muted", json -> json.write("room", change.roomId()).write("muted", change.muted()));
    }

    /**
     * Something to notify of that is no message.
     *
     * @param cid tells the page that asked for it that it has come
     */
    static String test(String cid) {
        return ServerFrame.frame("test", json -> json.write("cid", cid));
    }
}
