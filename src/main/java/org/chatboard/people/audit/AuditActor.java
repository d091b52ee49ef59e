package org.chatboard.people.audit;

/**
 * Who did something, and from where.
 *
 * @param username null for the operator at the console
 * @param address the client's address; null for the operator at the console
 */
public record AuditActor(String username, String address) {
    /** The person who runs the server, at its console. */
    public static final AuditActor OPERATOR = new AuditActor(null, null);
}
