package org.chatboard.people.session;

import java.util.Set;

/**
 * CDI event: sign-ins were deleted, by signing out, by expiry or by a change of password. Fired inside the transaction.
 *
 * @param signInIds database ids of the deleted sign-ins, at least one
 */
public record SignInsEnded(Set<Long> signInIds) {
    /** Copies the ids. */
    public SignInsEnded {
        signInIds = Set.copyOf(signInIds);
    }
}
