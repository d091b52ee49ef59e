/**
 * Messages: the write path, changes, reactions, history. Sockets and REST hand requests to its inbox. It knows no connection and
 * no frame.
 */
package org.chatboard.conversation.message;
