package org.chatboard.conversation.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoomActionTest {
    /** The whole table: for each action and kind of room, what a stranger, a member and an owner get, and an owner of an archived room. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            SEE,     DIRECT,  NOT_A_MEMBER, -,           -,           -
            SEE,     PRIVATE, NOT_A_MEMBER, -,           -,           -
            SEE,     PUBLIC,  NOT_A_MEMBER, -,           -,           -
            WRITE,   DIRECT,  NOT_A_MEMBER, -,           -,           ARCHIVED
            WRITE,   PRIVATE, NOT_A_MEMBER, -,           -,           ARCHIVED
            WRITE,   PUBLIC,  NOT_A_MEMBER, -,           -,           ARCHIVED
            DELETE_ANY, DIRECT,  NOT_A_MEMBER, DIRECT_ROOM, DIRECT_ROOM, DIRECT_ROOM
            DELETE_ANY, PRIVATE, NOT_A_MEMBER, OWNERS_ONLY, -,           ARCHIVED
            DELETE_ANY, PUBLIC,  NOT_A_MEMBER, OWNERS_ONLY, -,           ARCHIVED
            SEE_MEMBERS, DIRECT,  NOT_A_MEMBER, -,       -,           -
            SEE_MEMBERS, PRIVATE, NOT_A_MEMBER, -,       -,           -
            SEE_MEMBERS, PUBLIC,  -,            -,       -,           -
            JOIN,    DIRECT,  NOT_A_MEMBER, DIRECT_ROOM, DIRECT_ROOM, DIRECT_ROOM
            JOIN,    PRIVATE, NOT_A_MEMBER, -,           -,           ARCHIVED
            JOIN,    PUBLIC,  -,            -,           -,           ARCHIVED
            JOIN_INVITED, DIRECT,  DIRECT_ROOM, DIRECT_ROOM, DIRECT_ROOM, DIRECT_ROOM
            JOIN_INVITED, PRIVATE, -,            -,           -,           ARCHIVED
            JOIN_INVITED, PUBLIC,  -,            -,           -,           ARCHIVED
            INVITE,  DIRECT,  NOT_A_MEMBER, DIRECT_ROOM, DIRECT_ROOM, DIRECT_ROOM
            INVITE,  PRIVATE, NOT_A_MEMBER, OWNERS_ONLY, -,           ARCHIVED
            INVITE,  PUBLIC,  NOT_A_MEMBER, OWNERS_ONLY, -,           ARCHIVED
            LEAVE,   DIRECT,  NOT_A_MEMBER, DIRECT_ROOM, DIRECT_ROOM, DIRECT_ROOM
            LEAVE,   PRIVATE, NOT_A_MEMBER, -,           -,           -
            LEAVE,   PUBLIC,  NOT_A_MEMBER, -,           -,           -
            ADD,     DIRECT,  NOT_A_MEMBER, DIRECT_ROOM, DIRECT_ROOM, DIRECT_ROOM
            ADD,     PRIVATE, NOT_A_MEMBER, -,           -,           ARCHIVED
            ADD,     PUBLIC,  NOT_A_MEMBER, -,           -,           ARCHIVED
            MANAGE,  DIRECT,  NOT_A_MEMBER, DIRECT_ROOM, DIRECT_ROOM, DIRECT_ROOM
            MANAGE,  PRIVATE, NOT_A_MEMBER, OWNERS_ONLY, -,           ARCHIVED
            MANAGE,  PUBLIC,  NOT_A_MEMBER, OWNERS_ONLY, -,           ARCHIVED
            ARCHIVE, DIRECT,  NOT_A_MEMBER, DIRECT_ROOM, DIRECT_ROOM, DIRECT_ROOM
            ARCHIVE, PRIVATE, NOT_A_MEMBER, OWNERS_ONLY, -,           -
            ARCHIVE, PUBLIC,  NOT_A_MEMBER, OWNERS_ONLY, -,           -
            """)
    void rejectsByTheTable(
            RoomAction action,
            RoomKind kind,
            RoomRejection stranger,
            RoomRejection member,
            RoomRejection owner,
            RoomRejection archived) {
        assertThat(action.rejection(kind, null, false).orElse(null)).isEqualTo(stranger);
        assertThat(action.rejection(kind, RoomRole.MEMBER, false).orElse(null)).isEqualTo(member);
        assertThat(action.rejection(kind, RoomRole.OWNER, false).orElse(null)).isEqualTo(owner);
        assertThat(action.rejection(kind, RoomRole.OWNER, true).orElse(null)).isEqualTo(archived);
    }

    @ParameterizedTest
    @EnumSource(RoomAction.class)
    void hidesAnArchivedRoomFromStrangersExceptThatItCannotBeJoined(RoomAction action) {
        boolean joins = action == RoomAction.JOIN || action == RoomAction.JOIN_INVITED;
        RoomRejection expected = joins ? RoomRejection.ARCHIVED : RoomRejection.NOT_A_MEMBER;
        assertThat(action.rejection(RoomKind.PUBLIC, null, true)).contains(expected);
    }
}
