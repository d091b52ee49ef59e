/**
 * Queues write requests and receipts for the writer of their room, and stores what waits in one transaction. Sockets and REST pass their
 * requests to MessageInbox, or to MessagePoster to wait for the outcome. The package has no entity and no query.
 */
package org.chatboard.conversation.writer;
