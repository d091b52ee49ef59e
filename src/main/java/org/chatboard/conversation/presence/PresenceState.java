package org.chatboard.conversation.presence;

import java.util.Locale;

/** Whether somebody is there. */
public enum PresenceState {
    /** A page of theirs is looked at. */
    ONLINE,
    /** They have a page open, and look at none. */
    AWAY,
    /** They have none open. */
    OFFLINE,
    /** They do not show it, there is nobody of that id, or the server cannot tell yet. */
    UNKNOWN;

    /** {@return the word of the protocol} */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
