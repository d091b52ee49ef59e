package org.chatboard.conversation.request;

import java.util.Locale;

/** The kind of a change of a message. */
public enum ChangeKind {
    /** The text was replaced. */
    EDIT,
    /** The text and all reactions were removed. */
    DELETE,
    /** A member added or removed a reaction. */
    REACTION;

    /** {@return the value in frames, such as {@code edit}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
