package org.chatboard.conversation.presence;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatboard.platform.database.InList;

/** Reads and stores when accounts were last connected. Each method is one JTA transaction. */
@Stateless
public class LastSeenService {
    /**
     * Most accounts of one call. An update locks the rows of these accounts until the commit. On Derby, a room writer waits for
     * such a row, because it reads the accounts of the room's members.
     */
    public static final int MAX_ACCOUNTS = 128;

    private static final String SELECT = """
            SELECT a.id, a.lastSeenAt, p.hidesPresence
            FROM Account a LEFT JOIN StoredPreferences p ON p.accountId = a.id WHERE a.id IN :ids""";
    private static final String UPDATE = "UPDATE Account a SET a.lastSeenAt = :at WHERE a.id IN :ids";

    @PersistenceContext
    EntityManager em;

    /**
     * The stored presence data of an account.
     *
     * @param at when the account was last connected, null if never
     * @param hidden whether the account hides its presence from others
     */
    public record LastSeen(Instant at, boolean hidden) {}

    /**
     * {@return the stored data by account id, without accounts that do not exist}
     *
     * @param accountIds 1 to {@value #MAX_ACCOUNTS} ids
     */
    public Map<Long, LastSeen> find(Collection<Long> accountIds) {
        return em.createQuery(SELECT, Object[].class)
                .setParameter("ids", InList.padded(accountIds))
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> (Long) row[0],
                        row -> new LastSeen((Instant) row[1], Boolean.TRUE.equals(row[2])),
                        (first, duplicate) -> first));
    }

    /**
     * Stores when accounts were last connected.
     *
     * @param accountIds 1 to {@value #MAX_ACCOUNTS} ids
     */
    public void store(Collection<Long> accountIds, Instant at) {
        em.createQuery(UPDATE)
                .setParameter("at", at)
                .setParameter("ids", InList.padded(accountIds))
                .executeUpdate();
    }
}
