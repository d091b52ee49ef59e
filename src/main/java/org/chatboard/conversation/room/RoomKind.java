package org.chatboard.conversation.room;

/** The kind of a room. It never changes. */
public enum RoomKind {
    /** A conversation of two people. Each pair of accounts has at most one. Its members never change. */
    DIRECT,
    /** A named room whose members are added by other members. */
    PRIVATE,
    /** A named room that anybody on the server may find and join. */
    PUBLIC
}
