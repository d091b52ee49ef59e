package org.chatboard.account;

import org.chatboard.system.RefusedException;
import org.chatboard.system.Sentences;

/** The sign-in that asks ended while its request was under way: the way on leads through the sign-in page. */
public class SignInEndedException extends RefusedException {
    private static final long serialVersionUID = 1L;

    /** Says so in a sentence. */
    public SignInEndedException() {
        super(401, Sentences.say("signIn.sessionEnded"));
    }
}
