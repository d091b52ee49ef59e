/**
 * The settings page and its changes: display name, password, appearance, privacy. No other package uses it. Every change takes a
 * permit of the account.
 */
package org.chatboard.people.settings;
