package org.chatboard.conversation.room;

/** What a member is in a room. A named room with members has at least one owner; a conversation of two has members only. */
public enum RoomRole {
    /** May rename, archive and restore the room, remove members and change their roles. */
    OWNER,
    /** May read, write, add people and leave. */
    MEMBER
}
