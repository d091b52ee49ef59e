/**
 * Stores and reads messages, changes and reactions. Sockets and REST pass requests to MessageInbox. The package uses no connection
 * and no frame.
 */
package org.chatboard.conversation.message;
