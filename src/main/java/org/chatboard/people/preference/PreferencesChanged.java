package org.chatboard.people.preference;

/**
 * CDI event: the preferences of an account changed. Fired inside the transaction.
 *
 * @param accountId database id of the account
 * @param former the preferences before the change
 * @param preferences the new preferences
 */
public record PreferencesChanged(long accountId, Preferences former, Preferences preferences) {}
