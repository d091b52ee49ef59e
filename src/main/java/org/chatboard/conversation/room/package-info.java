/**
 * Rooms, their members, and how far each has read. Everything that names a room asks RoomAccess. Its entities are changed by the
 * write path and by this package alone.
 */
package org.chatboard.conversation.room;
