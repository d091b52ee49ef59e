package org.chatboard.conversation.room;

import org.chatboard.platform.i18n.Translations;

/**
 * Thrown if a room does not exist or the caller is not a member. A caller cannot tell the two cases apart. REST answers 404.
 */
public class RoomNotFoundException extends RoomRejectedException {
    private static final long serialVersionUID = 1L;

    RoomNotFoundException() {
        super(RoomRejection.NOT_A_MEMBER, Translations.text("problem.404"));
    }
}
