package org.chatboard.conversation.presence;

import java.time.Instant;

/**
 * Whether somebody is there, as others may know it.
 *
 * @param accountId who
 * @param state whether they are there
 * @param lastSeen when they were last, to the millisecond; null but for {@link PresenceState#OFFLINE}, and for who never was
 */
public record Presence(long accountId, PresenceState state, Instant lastSeen) {
    /** {@return what is said of whom nothing may be said} */
    public static Presence unknown(long accountId) {
        return new Presence(accountId, PresenceState.UNKNOWN, null);
    }
}
