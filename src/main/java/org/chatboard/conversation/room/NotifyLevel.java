package org.chatboard.conversation.room;

import java.util.Locale;
import java.util.Optional;

/** Which messages of a room ring for a member. */
public enum NotifyLevel {
    /** All messages of others. */
    ALL,
    /** Messages that mention or answer the member. */
    MENTIONS,
    /** None. */
    NONE;

    /** {@return the value in frames, such as {@code mentions}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the level of a value in frames, empty if there is none} */
    public static Optional<NotifyLevel> ofWireName(String name) {
        for (NotifyLevel level : values()) {
            if (level.wireName().equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
