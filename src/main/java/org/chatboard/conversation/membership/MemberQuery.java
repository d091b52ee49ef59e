package org.chatboard.conversation.membership;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatboard.conversation.room.MembershipQuery;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.name.SearchWords;
import org.chatboard.platform.support.IsoTime;

/** Reads the members of a room. Each method is one JTA transaction. */
@Stateless
public class MemberQuery {
    private static final String SELECT = """
            SELECT a.nameKey, a.id, a.username, a.displayName, a.avatar, s.role, s.joinedAt, a.role
            FROM Membership s JOIN Account a ON a.id = s.accountId WHERE s.roomId = :room""";
    private static final String AFTER =
            " AND (a.nameKey > :key OR (a.nameKey = :key AND a.id > :id)) ORDER BY a.nameKey, a.id";
    private static final String RECENT_FIRST = " AND a.disabledAt IS NULL ORDER BY s.lastSentSeq DESC, a.nameKey, a.id";
    private static final String MENTIONABLE = """
            SELECT COUNT(a.id) FROM Membership s JOIN Account a ON a.id = s.accountId
            WHERE s.roomId = :room AND a.disabledAt IS NULL AND a.id <> :viewer""";
    private static final String ONE = " AND s.accountId = :account";

    @PersistenceContext
    EntityManager em;

    /** A row of the query. */
    private record Row(String nameKey, MemberEntry member) {
        static Row of(Object[] row) {
            Person person = new Person((Long) row[1], (String) row[2], (String) row[3], (String) row[4]);
            return new Row(
                    (String) row[0],
                    MemberEntry.of(person, (RoomRole) row[5], IsoTime.of((Instant) row[6]), (String) row[7]));
        }

        boolean matches(List<String> words) {
            Person person = member.account();
            return SearchWords.match(words, person.displayName(), person.username());
        }
    }

    /**
     * Reads a page of the members, by display name.
     *
     * @param viewer who may see them
     * @param query beginnings of words in the display name or the username; blank for everyone. Then all members are read and searched: they
     *     are a thousand at most
     * @param limit most members on the page
     * @throws RoomNotFoundException if the viewer may not see them once the page is read
     */
    public MemberPage page(long roomId, SignedInAccount viewer, String query, PeopleCursor after, int limit) {
        TypedQuery<Object[]> select = em.createQuery(SELECT + AFTER, Object[].class)
                .setParameter("room", roomId)
                .setParameter("key", after.nameKey())
                .setParameter("id", after.id());
        List<String> words = SearchWords.ofQuery(query);
        if (query.isBlank()) {
            select.setMaxResults(limit + 1);
        }
        List<Row> found = select.getResultStream()
                .map(Row::of)
                .filter(row -> query.isBlank() || row.matches(words))
                .limit(limit + 1L)
                .toList();
        MembershipQuery.requireSightOfMembers(em, roomId, viewer);
        boolean more = found.size() > limit;
        List<Row> page = more ? found.subList(0, limit) : found;
        return new MemberPage(
                page.stream().map(Row::member).toList(), more ? cursorAfter(page.get(limit - 1)) : null, null);
    }

    /**
     * Reads the members who may be mentioned: those who wrote here last first, then by display name. Disabled members are not among them,
     * nor are they counted, which happens without a query alone.
     *
     * @param viewer a member
     * @param query beginnings of words in the display name or the username; blank for everyone
     * @param limit most members
     * @throws RoomNotFoundException if the viewer is no member once they are read
     */
    public MemberPage recent(long roomId, long viewer, String query, int limit) {
        TypedQuery<Object[]> select =
                em.createQuery(SELECT + RECENT_FIRST, Object[].class).setParameter("room", roomId);
        List<String> words = SearchWords.ofQuery(query);
        if (query.isBlank()) {
            select.setMaxResults(limit);
        }
        List<MemberEntry> found = select.getResultStream()
                .map(Row::of)
                .filter(row -> query.isBlank() || row.matches(words))
                .limit(limit)
                .map(Row::member)
                .toList();
        // not for each letter of a name: it reads all members
        Long mentionable = query.isBlank() ? mentionable(roomId, viewer) : null;
        MembershipQuery.require(em, roomId, viewer);
        return new MemberPage(found, null, mentionable);
    }

    private long mentionable(long roomId, long viewer) {
        return em.createQuery(MENTIONABLE, Long.class)
                .setParameter("room", roomId)
                .setParameter("viewer", viewer)
                .getSingleResult();
    }

    private static String cursorAfter(Row last) {
        return new PeopleCursor(last.nameKey(), last.member().account().id()).encode();
    }

    /** {@return a member, empty if the account is none} */
    public Optional<MemberEntry> find(long roomId, long accountId) {
        return em.createQuery(SELECT + ONE, Object[].class)
                .setParameter("room", roomId)
                .setParameter("account", accountId)
                .getResultStream()
                .map(row -> Row.of(row).member())
                .findFirst();
    }
}
