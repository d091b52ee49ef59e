package org.chatboard.people.account;

import java.security.Principal;
import java.time.Instant;

/**
 * Who makes a request or opened a socket, as its cookie said at that time.
 *
 * @param accountId database id of the account
 * @param signInId database id of the sign-in
 * @param username the name that is unique
 * @param displayName the name that people see
 * @param role {@code USER} or {@code ADMIN}
 * @param expiresAt when the sign-in ends, however much it is used
 */
public record SignedInAccount(
        long accountId, long signInId, String username, String displayName, String role, Instant expiresAt)
        implements Principal {

    @Override
    public String getName() {
        return username;
    }
}
