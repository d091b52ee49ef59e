/**
 * Open sockets: their send queues, their subscriptions to rooms and to presence, their limits. Delivery and requests use it. It
 * reads no database.
 */
package org.chatboard.chat.connection;
