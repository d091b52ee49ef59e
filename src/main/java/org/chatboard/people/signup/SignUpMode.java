package org.chatboard.people.signup;

/** Who may sign up. */
public enum SignUpMode {
    /** Anybody who reaches the sign-up page. */
    ANYBODY,

    /** People with an invitation. */
    INVITED,

    /** Nobody. */
    NOBODY
}
