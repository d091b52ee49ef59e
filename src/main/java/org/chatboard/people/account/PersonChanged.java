package org.chatboard.people.account;

/**
 * CDI event: an account was created or its display name changed. Fired inside the transaction.
 *
 * @param person the new data
 * @param guest whether the account is a guest
 */
public record PersonChanged(Person person, boolean guest) {}
