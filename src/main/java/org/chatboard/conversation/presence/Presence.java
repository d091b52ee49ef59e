package org.chatboard.conversation.presence;

import java.time.Instant;

/**
 * The presence of an account as other accounts may see it.
 *
 * @param accountId id of the account
 * @param state the presence state
 * @param lastSeen end of the account's last connection, to the millisecond. Null unless the state is {@link
 *     PresenceState#OFFLINE}, and null if the account has never connected
 */
public record Presence(long accountId, PresenceState state, Instant lastSeen) {
    /** {@return the presence of an account that hides it, does not exist or is not known yet} */
    public static Presence unknown(long accountId) {
        return new Presence(accountId, PresenceState.UNKNOWN, null);
    }
}
