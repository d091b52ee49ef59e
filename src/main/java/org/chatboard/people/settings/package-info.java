/**
 * The settings pages and what they change: name, password, appearance, privacy. Nobody stands on it. Every change takes a permit
 * of the account.
 */
package org.chatboard.people.settings;
