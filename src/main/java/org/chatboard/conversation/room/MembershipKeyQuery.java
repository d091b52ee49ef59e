package org.chatboard.conversation.room;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chatboard.platform.database.InList;

/** Reads memberships by their keys in the caller's transaction, which may change them. */
public final class MembershipKeyQuery {
    /**
     * Reads the rows of these keys and no others, whatever the number of members of a room and of rooms of an account: an optimizer that
     * compares lists of rooms and accounts reads all members of the rooms. The optimizer overrides make Derby look each key up; PostgreSQL
     * reads them as comments. JPA finds columns by the names in quotes.
     */
    private static final String SELECT = """
            SELECT s.room_id AS "room_id", s.account_id AS "account_id", s.received_seq AS "received_seq", s.read_seq AS "read_seq",
                s.read_count AS "read_count", s.shown_read_seq AS "shown_read_seq", s.last_sent_seq AS "last_sent_seq",
                s.notify_level AS "notify_level", s.role AS "ROLE", s.joined_at AS "joined_at", s.version AS "VERSION",
                a.disabled_at AS "account_disabled_at", a.role AS "account_role"
            FROM --DERBY-PROPERTIES joinOrder=FIXED
            (VALUES
            """;

    private static final String JOINS = """
            ) AS k (room_id, account_id)
            JOIN membership s --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=membership_pk
            ON s.room_id = k.room_id AND s.account_id = k.account_id
            JOIN account a --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=account_pk
            ON a.id = s.account_id""";

    private static final String KEYS_2 =
            "(CAST(? AS BIGINT), CAST(? AS BIGINT)), (CAST(? AS BIGINT), CAST(? AS BIGINT))";
    private static final String KEYS_4 = KEYS_2 + ", " + KEYS_2;
    private static final String KEYS_8 = KEYS_4 + ", " + KEYS_4;
    private static final String KEYS_16 = KEYS_8 + ", " + KEYS_8;

    /** The statements by the number of their keys. They are named queries, because EclipseLink parses any other SQL each time. */
    static final String OF_2 = SELECT + KEYS_2 + JOINS;

    static final String OF_4 = SELECT + KEYS_4 + JOINS;
    static final String OF_8 = SELECT + KEYS_8 + JOINS;
    static final String OF_16 = SELECT + KEYS_16 + JOINS;
    static final String OF_32 = SELECT + KEYS_16 + ", " + KEYS_16 + JOINS;

    /** Name of the query, followed by the number of its keys. */
    static final String NAME = "Membership.ofKeys";

    /** Most keys of one statement: EclipseLink compares each parameter of a native query with all others. */
    private static final int MAX_KEYS = 32;

    /**
     * A membership with the state of its account.
     *
     * @param membership the membership
     * @param disabled whether the account is disabled
     * @param guest whether the account is a guest
     */
    public record WithAccount(Membership membership, boolean disabled, boolean guest) {}

    private MembershipKeyQuery() {}

    /** {@return the memberships of these keys that exist, in no particular order} */
    public static List<WithAccount> find(EntityManager em, Collection<Membership.Key> keys) {
        List<Membership.Key> all = List.copyOf(keys);
        List<WithAccount> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_KEYS) {
            find(em, InList.padded(all.subList(from, Math.min(from + MAX_KEYS, all.size()))), found);
        }
        return found;
    }

    private static void find(EntityManager em, List<Membership.Key> keys, List<WithAccount> found) {
        Query query = em.createNamedQuery(NAME + keys.size());
        for (int i = 0; i < keys.size(); i++) {
            query.setParameter(2 * i + 1, keys.get(i).roomId())
                    .setParameter(2 * i + 2, keys.get(i).accountId());
        }
        Set<Membership> once = new HashSet<>(); // a padded list repeats its last key
        for (Object each : query.getResultList()) {
            Object[] row = (Object[]) each;
            if (once.add((Membership) row[0])) {
                found.add(new WithAccount((Membership) row[0], row[1] != null, "GUEST".equals(row[2])));
            }
        }
    }
}
