package org.chatboard.people.audit;

/** What an event of the audit log records. The key {@code audit.NAME} has its sentence, with actor, subject, value before and value after. */
public enum AuditAction {
    /** An administrator made a help link; the subject is the person whom it helps. */
    HELP_LINK_MADE,

    /** A person set a new password by a help link; actor and subject are that person. */
    HELP_LINK_USED,

    /** An administrator changed who may sign up; the values are names of {@code SignUpMode}. */
    SIGN_UP_CHANGED
}
