/**
 * Frames: reading what clients send, writing what the server sends, codes of errors and closes. All of chat uses it. It is the
 * one place that writes frames, and knows no connection.
 */
package org.chatboard.chat.wire;
