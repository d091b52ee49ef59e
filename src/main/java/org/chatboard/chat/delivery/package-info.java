/**
 * From a commit to the sockets: broadcasts, replays, presence, receipts. Requests start it, events wake it. No writer ever waits
 * for it.
 */
package org.chatboard.chat.delivery;
