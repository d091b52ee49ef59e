/**
 * Stores messages, their changes and reactions, and changes of rooms; reads the state of single messages. {@code conversation.writer} calls
 * it with what sockets and REST ask for; pages of messages are in {@code conversation.history}. The package uses no connection and no frame.
 */
package org.chatboard.conversation.message;
