/**
 * The audit log: who did what to whom, in the transaction of what it records. All packages above may record; {@code operation.admin}
 * shows it. It knows no accounts: people stand in it by their usernames, which never change.
 */
package org.chatboard.people.audit;
