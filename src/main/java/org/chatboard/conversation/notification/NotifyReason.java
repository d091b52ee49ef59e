package org.chatboard.conversation.notification;

import java.util.Locale;

/** Why a message rings for a recipient. */
public enum NotifyReason {
    /** It mentions the recipient, or all members. */
    MENTION,
    /** It answers a message of the recipient. */
    REPLY,
    /** The recipient wants to hear of all messages of the room. */
    MESSAGE;

    /** {@return the value in frames, such as {@code mention}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
