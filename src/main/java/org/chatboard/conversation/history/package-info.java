/**
 * Reads a room's messages page by page, for pages, REST and replays. The areas above use MessageHistory, after RoomAccess has
 * checked the room. The package writes nothing and keeps nothing in memory.
 */
package org.chatboard.conversation.history;
