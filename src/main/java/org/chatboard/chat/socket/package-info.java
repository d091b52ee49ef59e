/**
 * The WebSocket endpoints, the handshake, the heartbeat: a socket from its upgrade to its end. The container calls it, nobody
 * else. It holds no state of a room.
 */
package org.chatboard.chat.socket;
