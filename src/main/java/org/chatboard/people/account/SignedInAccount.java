package org.chatboard.people.account;

import java.security.Principal;
import java.time.Instant;

/**
 * The principal of an HTTP request or a socket, as read when its cookie was authenticated.
 *
 * @param accountId database id of the account
 * @param signInId database id of the sign-in
 * @param username unique name
 * @param displayName name that people see
 * @param avatar hash of the content that is the avatar, or null
 * @param role {@code USER}, {@code ADMIN} or {@code GUEST}
 * @param expiresAt latest time at which the sign-in ends, even if it is in use
 */
public record SignedInAccount(
        long accountId,
        long signInId,
        String username,
        String displayName,
        String avatar,
        String role,
        Instant expiresAt)
        implements Principal {

    /** {@return whether the account may use the administrator's page and routes} */
    public boolean isAdministrator() {
        return Account.ADMIN.equals(role);
    }

    /** {@return whether the account sees nothing but its rooms and their members} */
    public boolean isGuest() {
        return Account.GUEST.equals(role);
    }

    /** {@return the person, with the name and avatar as they were when the cookie was authenticated} */
    public Person toPerson() {
        return new Person(accountId, username, displayName, avatar);
    }

    @Override
    public String getName() {
        return username;
    }
}
