package org.chatboard.account;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatboard.system.InList;

/** Keeps when accounts were last there. Each method is one JTA transaction. */
@Stateless
public class LastSeenService {
    /** Most accounts of one call: what is updated is locked until the commit, and senders of messages look at accounts. */
    public static final int AT_ONCE = 128;

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
        return em.createNamedQuery(Account.LAST_SEEN, Object[].class)
                .setParameter("ids", InList.padded(accountIds))
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> (Long) row[0], row -> new Seen((Instant) row[1], (Boolean) row[2]), (one, same) -> one));
    }

    /**
     * Notes that accounts were there.
     *
     * @param accountIds 1 to {@value #AT_ONCE}
     */
    public void note(Collection<Long> accountIds, Instant at) {
        em.createNamedQuery(Account.NOTE_SEEN)
                .setParameter("at", at)
                .setParameter("ids", InList.padded(accountIds))
                .executeUpdate();
    }
}
