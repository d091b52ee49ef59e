package org.chatboard.conversation.room;

/** What a room is: a conversation of two, or a group. */
public enum RoomKind {
    /** Two people; there is one such room for each pair. */
    DIRECT,
    /** Any number of people under a title. */
    GROUP
}
