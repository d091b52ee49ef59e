package org.chatboard.people.invite;

import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** Thrown for a code that is spent, expired, revoked or invented. A caller cannot tell these apart. REST answers 404. */
public class InvalidInviteException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with its translated message. */
    public InvalidInviteException() {
        super(404, Translations.text("invite.invalid"));
    }
}
