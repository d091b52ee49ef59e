package org.chatboard.people.audit;

import java.time.Instant;

/**
 * An event of the audit log.
 *
 * @param id database id
 * @param happenedAt when it was recorded
 * @param actor who did it
 * @param subject to whom or what; null if the action has no subject
 * @param before the former value; null if there was none
 * @param after the new value; null if there is none
 */
public record AuditedEvent(
        long id,
        Instant happenedAt,
        AuditActor actor,
        AuditAction action,
        String subject,
        String before,
        String after) {}
