package org.chatboard.people.session;

import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** The sign-in that asks ended while its request was under way: the way on leads through the sign-in page. */
public class SignInEndedException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /** Says so in a sentence. */
    public SignInEndedException() {
        super(401, Translations.text("signIn.sessionEnded"));
    }
}
