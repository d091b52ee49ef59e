package org.chatboard.people.account;

/**
 * What a password is verified against.
 *
 * @param accountId id of the account
 * @param username of the account
 * @param passwordHash a PHC string
 */
public record PasswordCredential(long accountId, String username, String passwordHash) {}
