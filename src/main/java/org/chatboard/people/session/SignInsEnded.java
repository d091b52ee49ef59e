package org.chatboard.people.session;

import java.util.Set;

/**
 * Sign-ins were deleted: signed out, expired, or ended by a change of password. Fired inside the transaction.
 *
 * @param signInIds database ids of what was deleted, at least one
 */
public record SignInsEnded(Set<Long> signInIds) {
    /** Makes the ids unchangeable. */
    public SignInsEnded {
        signInIds = Set.copyOf(signInIds);
    }
}
