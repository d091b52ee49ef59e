package org.chatboard.platform.environment;

/** The outcome of the command that makes an account an administrator. */
public enum PromotionOutcome {
    /** The account is an administrator now. */
    DONE,

    /** The account was an administrator before. */
    ALREADY,

    /** The account is disabled and stays what it was. */
    DISABLED,

    /** No account has the username. */
    NO_SUCH_ACCOUNT
}
