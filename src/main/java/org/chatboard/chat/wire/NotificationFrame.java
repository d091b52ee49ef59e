package org.chatboard.chat.wire;

import org.chatboard.conversation.notification.NotifyLevelChanged;

/** Writes the frames about notifications. Their recipients are the sockets of one account. */
public final class NotificationFrame {
    private NotificationFrame() {}

    /** Writes {@code notify}: the account chose which messages of a room ring. */
    public static String level(NotifyLevelChanged change) {
        return ServerFrame.frame("notify", json -> json.write("room", change.roomId())
                .write("level", change.level().wireName()));
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
