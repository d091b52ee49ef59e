package org.chatboard.people.account;

/**
 * Somebody signed up or changed the display name. Fired inside the transaction.
 *
 * @param person as they are now
 */
public record PersonChanged(Person person) {}
