package org.chatboard.people.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Records what is done to the server and its people, and reads it. It changes and deletes nothing. */
@Stateless
public class AuditLog {
    @PersistenceContext
    EntityManager em;

    @Inject
    Clock clock;

    /** Records an event that has no values. See the other method. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void record(AuditActor actor, AuditAction action, String subject) {
        record(actor, action, subject, null, null);
    }

    /**
     * Records an event in the caller's transaction: both are stored, or neither. Passwords, codes and texts of messages do not belong here.
     *
     * @param subject to whom or what: a username, the name of a room or setting; cut after 256 characters
     * @param before the former value, null for none; cut after 1,024 characters
     * @param after the new value, null for none; cut after 1,024 characters
     * @throws jakarta.ejb.EJBTransactionRequiredException if the caller has no transaction
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void record(AuditActor actor, AuditAction action, String subject, String before, String after) {
        em.persist(
                new AuditEvent(clock.instant().truncatedTo(ChronoUnit.MILLIS), actor, action, subject, before, after));
    }

    /**
     * Reads a page of the log, the newest event first.
     *
     * @param limit most events on the page
     */
    public AuditPage page(AuditCursor after, int limit) {
        List<AuditedEvent> found = em.createNamedQuery(AuditEvent.LIST_NEWEST, AuditEvent.class)
                .setParameter("at", after.happenedAt())
                .setParameter("id", after.id())
                .setMaxResults(limit + 1)
                .getResultStream()
                .map(AuditEvent::toAudited)
                .toList();
        if (found.size() <= limit) {
            return new AuditPage(found, null);
        }
        List<AuditedEvent> page = found.subList(0, limit);
        return new AuditPage(page, AuditCursor.after(page.get(limit - 1)).encode());
    }
}
