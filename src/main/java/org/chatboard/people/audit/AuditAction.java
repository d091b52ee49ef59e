package org.chatboard.people.audit;

/** What an event of the audit log records. The key {@code audit.NAME} has its sentence, with actor, subject, value before and value after. */
public enum AuditAction {
    /** An administrator made a help link; the subject is the person whom it helps. */
    HELP_LINK_MADE,

    /** A person set a new password by a help link; actor and subject are that person. */
    HELP_LINK_USED,

    /** An administrator changed who may sign up; the values are names of {@code SignUpMode}. */
    SIGN_UP_CHANGED,

    /** An administrator made an invitation to the server; the subject is the maker, as of all actions of invitations. */
    SERVER_INVITE_MADE,

    /** Somebody revoked an invitation to the server. */
    SERVER_INVITE_REVOKED,

    /** Somebody signed up by an invitation to the server; the actor is the new account. */
    SERVER_INVITE_USED,

    /** Somebody made an invitation into a room; the value after is its name. */
    ROOM_INVITE_MADE,

    /** Somebody revoked an invitation into a room; the value before is its name. */
    ROOM_INVITE_REVOKED,

    /** Somebody joined a room by an invitation, or signed up by it; the value after is the name of the room. */
    ROOM_INVITE_USED,

    /** The operator made the subject an administrator; the values are the roles. */
    ADMIN_MADE,

    /** The first administrator signed up; the value after is the role. */
    FIRST_ADMIN_SIGNED_UP
}
