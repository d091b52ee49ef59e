/**
 * Rooms, their members and the receipt position of each member. Code that gets a room's id from outside checks it with
 * RoomAccess. Only this package and the write path change the entities.
 */
package org.chatboard.conversation.room;
