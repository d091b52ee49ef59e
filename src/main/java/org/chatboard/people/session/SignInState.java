package org.chatboard.people.session;

/** The validity of a sign-in. */
public enum SignInState {
    /** It authenticates requests. */
    VALID,

    /** It was ended, was idle for too long, or has reached its maximum age. */
    ENDED,

    /** Its account is disabled. */
    DISABLED
}
