/**
 * Guards the bytes of a WebSocket between the server's container and the network. The handshake puts it in place and the connection
 * of {@code org.chatboard.chat} hears what it finds. It knows frames by their headers alone and must not read what they say.
 */
package org.chatboard.chat.socket;
