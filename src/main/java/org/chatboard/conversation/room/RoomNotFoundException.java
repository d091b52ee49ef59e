package org.chatboard.conversation.room;

import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/**
 * Thrown if a room does not exist or the caller is not a member. A caller cannot tell the two cases apart. REST answers 404.
 */
public class RoomNotFoundException extends RejectedException {
    private static final long serialVersionUID = 1L;

    RoomNotFoundException() {
        super(404, Translations.text("problem.404"));
    }
}
