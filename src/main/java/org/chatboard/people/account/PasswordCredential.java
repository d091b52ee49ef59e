package org.chatboard.people.account;

/**
 * The stored credential that a password is verified against.
 *
 * @param accountId database id of the account
 * @param username username of the account
 * @param passwordHash a PHC string
 */
public record PasswordCredential(long accountId, String username, String passwordHash) {
    /** {@return id and username, without the hash, which must not get into a log} */
    @Override
    public String toString() {
        return "PasswordCredential[accountId=" + accountId + ", username=" + username + "]";
    }
}
