/**
 * The room list of an account, with unread counts. Pages, REST and the handler of {@code hello} use it. It reads the database and
 * never a cache.
 */
package org.chatboard.conversation.inbox;
