package org.chatboard.conversation.room;

/** The kind of a room. */
public enum RoomKind {
    /** A conversation of two people. Each pair of accounts has at most one. */
    DIRECT,
    /** A titled room with any number of members. */
    GROUP
}
