package org.chatboard.conversation.room;

/** Why a request about a room is rejected. Pages and REST translate it by {@link #textKey}. */
public enum RoomRejection {
    NOT_A_MEMBER(404, "This room does not exist, or you are not a member."),
    DIRECT_ROOM(403, "A conversation of two can not become a room with others in it."),
    OWNERS_ONLY(403, "Only an owner of the room may do this."),
    ARCHIVED(409, "This room is archived."),
    ALREADY_MEMBER(409, "This person is a member already."),
    NO_SUCH_MEMBER(404, "This person is not a member."),
    SAME_ROLE(409, "This member has the role already."),
    LAST_OWNER(409, "You are the only owner. Make another member an owner first."),
    SAME_STATE(409, "The room is in this state already."),
    GUEST(403, "Guests cannot own a room or add people."),
    FULL(409, "The room has 1,000 members, and so cannot take another one.");

    private final int status;
    private final String sentence;

    RoomRejection(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** {@return the HTTP status of the answer} */
    int status() {
        return status;
    }

    /** {@return the reason in English, for frames} */
    public String sentence() {
        return sentence;
    }

    /** {@return the key of the reason in the reader's language} */
    public String textKey() {
        return "room.rejected." + name();
    }
}
