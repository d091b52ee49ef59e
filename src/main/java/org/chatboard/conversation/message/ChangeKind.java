package org.chatboard.conversation.message;

import java.util.Locale;

/** What happened to a message. */
public enum ChangeKind {
    /** It has another text. */
    EDIT,
    /** Its text and its reactions are gone. */
    DELETE,
    /** Somebody set or took back a reaction. */
    REACTION;

    /** {@return the kind on the wire, as in {@code edit}} */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
