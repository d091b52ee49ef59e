package org.chatboard.conversation.room;

import java.util.Optional;

/**
 * Something that an account may do in a room, and who may. {@link RoomAccess} answers from its cache before a request is queued, and the
 * write path again in its transaction.
 */
public enum RoomAction {
    /** Read the room, and set what is one's own in it: receipts and its notification level. */
    SEE,
    /** Write, edit, delete what one has written, react, and show that one types. */
    WRITE,
    /** Delete a message of another member of a named room. */
    DELETE_ANY,
    /** Look who the members of a room are, also of a public one before joining it. */
    SEE_MEMBERS,
    /** Join a public room. */
    JOIN,
    /** Join any named room by an invitation. */
    JOIN_INVITED,
    /** Leave a named room. */
    LEAVE,
    /** Add people to a named room. */
    ADD,
    /** Rename a named room, set its topic, remove members and change their roles. */
    MANAGE,
    /** Make and see the invitations into a named room, and revoke them. */
    INVITE,
    /** Archive a named room, or restore it. */
    ARCHIVE;

    /**
     * Decides whether an account may do this.
     *
     * @param kind kind of the room
     * @param role the account's role, null if it is no member
     * @param archived whether the room is archived
     * @return why not, empty if it may
     */
    public Optional<RoomRejection> rejection(RoomKind kind, RoomRole role, boolean archived) {
        boolean open =
                this == JOIN_INVITED || kind == RoomKind.PUBLIC && (this == JOIN || this == SEE_MEMBERS && !archived);
        if (role == null && !open) {
            return Optional.of(RoomRejection.NOT_A_MEMBER);
        }
        boolean forNamedRooms = this != SEE && this != SEE_MEMBERS && this != WRITE;
        if (kind == RoomKind.DIRECT && forNamedRooms) {
            return Optional.of(RoomRejection.DIRECT_ROOM);
        }
        if (role == RoomRole.MEMBER && (this == DELETE_ANY || this == MANAGE || this == INVITE || this == ARCHIVE)) {
            return Optional.of(RoomRejection.OWNERS_ONLY);
        }
        boolean allowedInArchive = this == SEE || this == SEE_MEMBERS || this == LEAVE || this == ARCHIVE;
        return archived && !allowedInArchive ? Optional.of(RoomRejection.ARCHIVED) : Optional.empty();
    }
}
