package org.chatboard.people.session;

import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** Thrown when the sign-in ends while its request is running. REST answers 401; pages redirect to the sign-in page. */
public class SignInEndedException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with its translated message. */
    public SignInEndedException() {
        super(401, Translations.text("signIn.sessionEnded"));
    }
}
