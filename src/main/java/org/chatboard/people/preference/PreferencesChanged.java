package org.chatboard.people.preference;

/**
 * Somebody chose otherwise. Fired inside the transaction.
 *
 * @param accountId whose they are
 * @param former as they were
 * @param preferences as they are now
 */
public record PreferencesChanged(long accountId, Preferences former, Preferences preferences) {}
