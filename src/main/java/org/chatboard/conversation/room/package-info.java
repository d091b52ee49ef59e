/**
 * Rooms, their members, and how far each member has received and read its room. Code that gets a room's id from a client checks it with
 * RoomAccess. Only this package and the write path change the JPA entities.
 */
package org.chatboard.conversation.room;
