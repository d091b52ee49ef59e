/**
 * The preferences of accounts: language, theme, privacy, notifications. Higher packages read and change them through
 * {@code PreferencesCache}. The entity is package-private; other packages get records.
 */
package org.chatboard.people.preference;
