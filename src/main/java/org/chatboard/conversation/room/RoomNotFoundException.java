package org.chatboard.conversation.room;

import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** Thrown where an account may not see a room, or there is none: both look the same from outside. REST answers it with 404. */
public class RoomNotFoundException extends RejectedException {
    private static final long serialVersionUID = 1L;

    RoomNotFoundException() {
        super(404, Translations.text("problem.404"));
    }
}
