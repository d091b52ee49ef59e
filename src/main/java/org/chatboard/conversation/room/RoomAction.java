package org.chatboard.conversation.room;

import java.util.Optional;

/** Something that an account may do in a room, and who may. The write path asks in its transaction. {@link RoomAccess}
 * answers {@link #SEE} from its cache, before a request is queued. */
public enum RoomAction {
    /** Read the room, and set what is one's own in it: receipts and muting. */
    SEE,
    /** Write, edit, delete, react, and show that one types. */
    WRITE,
    /** Join a public room. */
    JOIN,
    /** Leave a named room. */
    LEAVE,
    /** Add people to a named room. */
    ADD,
    /** Rename a named room, set its topic, remove members and change their roles. */
    MANAGE,
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
        boolean direct = kind == RoomKind.DIRECT;
        if (role == null && (this != JOIN || kind != RoomKind.PUBLIC)) {
            return Optional.of(RoomRejection.NOT_A_MEMBER);
        }
        if (direct && this != SEE && this != WRITE) {
            return Optional.of(RoomRejection.DIRECT_ROOM);
        }
        if (role == RoomRole.MEMBER && (this == MANAGE || this == ARCHIVE)) {
            return Optional.of(RoomRejection.OWNERS_ONLY);
        }
        boolean allowedInArchive = this == SEE || this == LEAVE || this == ARCHIVE;
        return archived && !allowedInArchive ? Optional.of(RoomRejection.ARCHIVED) : Optional.empty();
    }
}
