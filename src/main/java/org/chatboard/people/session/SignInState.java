package org.chatboard.people.session;

/** Whether a sign-in lets in. */
public enum SignInState {
    /** It does. */
    VALID,

    /** It ended, was idle for too long, or is too old. */
    OVER,

    /** Its account is disabled. */
    DISABLED
}
