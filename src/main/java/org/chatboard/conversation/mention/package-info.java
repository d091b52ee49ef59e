/**
 * Mentions: what of a message's text names somebody, who is mentioned or answered, and what of it is unread. The write path stores it in the
 * transaction of the message. The package knows no account's name but by its username, and decides nothing about notifications.
 */
package org.chatboard.conversation.mention;
