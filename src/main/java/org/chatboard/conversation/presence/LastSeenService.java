package org.chatboard.conversation.presence;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatboard.platform.database.InList;

/** Keeps when accounts were last there. Each method is one JTA transaction. */
@Stateless
public class LastSeenService {
    /** Most accounts of one call: what is updated is locked until the commit, and senders of messages look at accounts. */
    public static final int AT_ONCE = 128;

    private static final String LAST_SEEN = """
            SELECT a.id, a.lastSeenAt, p.hidesPresence
            FROM Account a LEFT JOIN StoredPreferences p ON p.accountId = a.id WHERE a.id IN :ids""";
    private static final String NOTE_SEEN = "UPDATE Account a SET a.lastSeenAt = :at WHERE a.id IN :ids";

    @PersistenceContext
    EntityManager em;

    /**
     * What is kept of an account.
     *
     * @param at when it was last there, or null for never
     * @param hidden whether others do not see it
     */
    public record Seen(Instant at, boolean hidden) {}

    /**
     * {@return what is kept of some accounts; those that do not exist are left out}
     *
     * @param accountIds 1 to {@value #AT_ONCE}
     */
    public Map<Long, Seen> of(Collection<Long> accountIds) {
        return em.createQuery(LAST_SEEN, Object[].class)
                .setParameter("ids", InList.padded(accountIds))
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> (Long) row[0],
                        row -> new Seen((Instant) row[1], Boolean.TRUE.equals(row[2])),
                        (one, same) -> one));
    }

    /**
     * Notes that accounts were there.
     *
     * @param accountIds 1 to {@value #AT_ONCE}
     */
    public void note(Collection<Long> accountIds, Instant at) {
        em.createQuery(NOTE_SEEN)
                .setParameter("at", at)
                .setParameter("ids", InList.padded(accountIds))
                .executeUpdate();
    }
}
