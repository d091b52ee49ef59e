/**
 * The list of an account's rooms with what is unread there. Pages, REST and the greeting of a socket use it. It reads the
 * database and never a cache.
 */
package org.chatboard.conversation.inbox;
