package org.chatboard.conversation.room;

/** Why a change of a room is rejected. Pages and REST translate it by {@link #textKey}. */
public enum RoomRejection {
    NOT_A_MEMBER("This room does not exist, or you are not a member."),
    DIRECT_ROOM("A conversation of two can not become a room with others in it."),
    OWNERS_ONLY("Only an owner of the room may do this."),
    ARCHIVED("This room is archived."),
    ALREADY_MEMBER("This person is a member already."),
    NO_SUCH_MEMBER("This person is not a member."),
    SAME_ROLE("This member has the role already."),
    LAST_OWNER("You are the only owner. Make another member an owner first."),
    SAME_STATE("The room is in this state already."),
    FULL("The room has 1,000 members, and so cannot take another one.");

    private final String sentence;

    RoomRejection(String sentence) {
        this.sentence = sentence;
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
