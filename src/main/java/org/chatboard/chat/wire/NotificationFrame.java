package org.chatboard.chat.wire;

import org.chatboard.conversation.room.MuteChanged;

/** Writes the frames about notifications. Their recipients are the sockets of one account. */
public final class NotificationFrame {
    private NotificationFrame() {}

    /** Writes {@code muted}: the account muted or unmuted a room. */
    public static String muted(MuteChanged change) {
        return ServerFrame.frame(
                "muted", json -> json.write("room", change.roomId()).write("muted", change.muted()));
    }

    /**
     * Writes {@code test}: a notification without a message.
     *
     * @param cid lets the page that requested it recognise it
     */
    public static String test(String cid) {
        return ServerFrame.frame("test", json -> json.write("cid", cid));
    }
}
