package org.chatboard.conversation.room;

import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** Thrown if an account may not do something in a room. REST answers with the status of the reason. */
public class RoomRejectedException extends RejectedException {
    private static final long serialVersionUID = 1L;

    private final RoomRejection rejection;

    RoomRejectedException(RoomRejection rejection, String message) {
        super(rejection.status(), message);
        this.rejection = rejection;
    }

    /** {@return the exception for a reason} */
    public static RoomRejectedException of(RoomRejection rejection) {
        return rejection == RoomRejection.NOT_A_MEMBER
                ? new RoomNotFoundException()
                : new RoomRejectedException(rejection, Translations.text(rejection.textKey()));
    }

    /** {@return the reason} */
    public RoomRejection rejection() {
        return rejection;
    }
}
