/**
 * Presence and typing state of accounts, in memory. Delivery reports connections and typing to it and polls the changes to send.
 * Only the time of an account's last connection is stored in the database.
 */
package org.chatboard.conversation.presence;
