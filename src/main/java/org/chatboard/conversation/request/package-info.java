/**
 * What a member asks to be stored in a room, the checks that need no database, and the outcomes. Sockets and REST make requests and pass
 * them to {@code conversation.message}, which stores them. The package reads and writes nothing.
 */
package org.chatboard.conversation.request;
