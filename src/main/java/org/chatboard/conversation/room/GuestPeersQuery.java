package org.chatboard.conversation.room;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.chatboard.people.account.FoundPerson;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.PeoplePage;
import org.chatboard.people.account.Person;
import org.chatboard.people.name.SearchWords;

/** Reads the rooms of one account, their members, and the guests among these. Each method is one JTA transaction. */
@Stateless
public class GuestPeersQuery {
    private static final String ROOM_IDS = "SELECT m.roomId FROM Membership m WHERE m.accountId = :account";
    private static final String PEOPLE = """
            SELECT DISTINCT a.nameKey, a.id, a.username, a.displayName, a.avatar
            FROM Membership own JOIN Membership s ON s.roomId = own.roomId JOIN Account a ON a.id = s.accountId
            WHERE own.accountId = :account AND a.id <> :account AND a.disabledAt IS NULL
                AND (a.nameKey > :key OR (a.nameKey = :key AND a.id > :id))
            ORDER BY a.nameKey, a.id""";
    private static final String GUESTS = """
            SELECT a.nameKey, a.id, a.username, a.displayName, a.avatar FROM Account a
            WHERE a.role = 'GUEST' AND a.disabledAt IS NULL
                AND (a.nameKey > :key OR (a.nameKey = :key AND a.id > :id))
                AND EXISTS (SELECT 1 FROM Membership s JOIN Membership own ON own.roomId = s.roomId
                    WHERE s.accountId = a.id AND own.accountId = :account)
            ORDER BY a.nameKey, a.id""";

    @PersistenceContext
    EntityManager em;

    /** {@return ids of the rooms of an account} */
    public List<Long> roomIds(long accountId) {
        return List.copyOf(em.createQuery(ROOM_IDS, Long.class)
                .setParameter("account", accountId)
                .getResultList());
    }

    /** Reads a page of the members of these rooms by name, without the account itself. A query is applied in the heap: these are few. */
    public PeoplePage page(long accountId, String query, PeopleCursor after, int limit) {
        return read(PEOPLE, false, accountId, query, after, limit);
    }

    /** Reads a page of the guests who are in a room with an account, by name. */
    public PeoplePage guests(long accountId, String query, PeopleCursor after, int limit) {
        return read(GUESTS, true, accountId, query, after, limit);
    }

    private PeoplePage read(
            String select, boolean guests, long accountId, String query, PeopleCursor after, int limit) {
        List<String> words = SearchWords.ofQuery(query);
        List<Object[]> found = em.createQuery(select, Object[].class)
                .setParameter("account", accountId)
                .setParameter("key", after.nameKey())
                .setParameter("id", after.id())
                .getResultStream()
                .filter(row -> query.isBlank() || SearchWords.match(words, (String) row[3], (String) row[2]))
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<Object[]> page = more ? found.subList(0, limit) : found;
        Object[] last = more ? page.get(limit - 1) : null;
        return new PeoplePage(
                page.stream()
                        .map(row -> FoundPerson.of(
                                new Person((Long) row[1], (String) row[2], (String) row[3], (String) row[4]), guests))
                        .toList(),
                more ? new PeopleCursor((String) last[0], (Long) last[1]).encode() : null);
    }
}
