package org.chatboard.people.account;

/**
 * CDI event: an account was created or its display name changed. Fired inside the transaction.
 *
 * @param person the new data
 */
public record PersonChanged(Person person) {}
