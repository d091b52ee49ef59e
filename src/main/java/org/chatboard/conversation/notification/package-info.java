/**
 * Decides for whom a message rings, by the level that each member has chosen for a room, and stores these levels. Delivery asks it, and
 * nobody else decides. The package sends nothing.
 */
package org.chatboard.conversation.notification;
