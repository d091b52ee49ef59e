package org.chatboard.operation.admin;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.chatboard.people.audit.AuditedEvent;
import org.chatboard.platform.support.IsoTime;

/**
 * An event of the audit log.
 *
 * @param id database id
 * @param at when it happened, as ISO 8601
 * @param actor username of who did it; null for the operator at the console
 * @param action name of the action
 * @param subject to whom or what; null if the action has no subject
 * @param before the former value; null if there was none
 * @param after the new value; null if there is none
 * @param address the actor's client address; null for the operator at the console
 */
@JsonbPropertyOrder({"id", "at", "actor", "action", "subject", "before", "after", "address"})
public record AuditEntry(
        long id, String at, String actor, String action, String subject, String before, String after, String address) {

    static AuditEntry of(AuditedEvent event) {
        return new AuditEntry(
                event.id(),
                IsoTime.of(event.happenedAt()),
                event.actor().username(),
                event.action().name(),
                event.subject(),
                event.before(),
                event.after(),
                event.actor().address());
    }
}
