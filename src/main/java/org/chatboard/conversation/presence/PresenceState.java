package org.chatboard.conversation.presence;

import java.util.Locale;

/** The presence state of an account over all its sockets. */
public enum PresenceState {
    /** At least one page of the account is active. */
    ONLINE,
    /** The account has open pages, but none is active. */
    AWAY,
    /** The account has no open page. */
    OFFLINE,
    /** The account hides its presence or does not exist, or the server has just started and cannot know yet. */
    UNKNOWN;

    /** {@return the value in frames, such as {@code online}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
