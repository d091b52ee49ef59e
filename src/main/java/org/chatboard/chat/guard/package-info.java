/**
 * Watches the bytes of a socket below the container's WebSocket: frame headers, masks, pongs that are not read. Connections and
 * the handshake use it. It reads no message.
 */
package org.chatboard.chat.guard;
