package org.chatboard.people.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.chatboard.platform.database.Sql;

/** Records what is done to the server and its people, and reads it. It changes and deletes nothing. */
@Stateless
public class AuditLog {
    /**
     * A page of the log. Its parameters: time (twice) and id of the cursor. The override makes Derby read the index in the order of the list,
     * from the cursor on; PostgreSQL reads it as a comment.
     */
    private static final String SELECT = """
            SELECT id, happened_at, actor, address, action, subject, value_before, value_after
            FROM audit_event --DERBY-PROPERTIES index=audit_event_newest_ix
            WHERE happened_at <= ? AND (happened_at < ? OR id < ?)
            ORDER BY happened_at DESC, id DESC FETCH FIRST %d ROWS ONLY""";

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
        long at = after.happenedAt().toEpochMilli();
        List<AuditedEvent> found = Sql.query(em, select(limit + 1), List.of(at, at, after.id()), AuditLog::event);
        if (found.size() <= limit) {
            return new AuditPage(found, null);
        }
        List<AuditedEvent> page = found.subList(0, limit);
        return new AuditPage(page, AuditCursor.after(page.get(limit - 1)).encode());
    }

    /** {@return the SQL of a page with at most so many events} */
    static String select(int limit) {
        return SELECT.formatted(limit);
    }

    private static AuditedEvent event(ResultSet row) throws SQLException {
        return new AuditedEvent(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                new AuditActor(row.getString(3), row.getString(4)),
                AuditAction.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }
}
