package org.chatboard.conversation.membership;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatboard.people.account.PeopleCursor;
import org.chatboard.people.name.NameKey;
import org.chatboard.people.name.SearchWords;
import org.chatboard.platform.database.InList;

/** Reads the public rooms. Each method is one JTA transaction. */
@Stateless
public class PublicRoomQuery {
    private static final String ROOMS = """
            SELECT r.id, r.title, r.topic FROM Room r
            WHERE r.kind = org.chatboard.conversation.room.RoomKind.PUBLIC AND r.archivedAt IS NULL""";

    private static final String COUNTS =
            "SELECT s.roomId, COUNT(s) FROM Membership s WHERE s.roomId IN :rooms GROUP BY s.roomId";
    private static final String OWN =
            "SELECT s.roomId FROM Membership s WHERE s.roomId IN :rooms AND s.accountId = :account";

    @PersistenceContext
    EntityManager em;

    /** A row of the query, with the key by which it is sorted. */
    private record Row(long room, String name, String topic, String key) {
        private static final Comparator<Row> BY_NAME =
                Comparator.comparing(Row::key).thenComparing(Row::room);

        static Row of(Object[] row) {
            return new Row((Long) row[0], (String) row[1], (String) row[2], NameKey.of((String) row[1]));
        }

        boolean isAfter(PeopleCursor cursor) {
            int order = key.compareTo(cursor.nameKey());
            return order > 0 || order == 0 && room > cursor.id();
        }

        boolean matches(List<String> words) {
            return SearchWords.match(words, name, "");
        }
    }

    /**
     * Reads a page of the public rooms that are not archived, by name. Reads all of them and sorts them in the heap: a team has some hundreds,
     * and the keys of their names need no column that way.
     *
     * @param accountId the caller
     * @param query beginnings of words in the name; blank for all
     * @param limit most rooms on the page
     */
    public PublicRoomPage page(long accountId, String query, PeopleCursor after, int limit) {
        List<String> words = SearchWords.ofQuery(query);
        List<Row> found = em.createQuery(ROOMS, Object[].class)
                .getResultStream()
                .map(Row::of)
                .filter(row -> row.isAfter(after) && (query.isBlank() || row.matches(words)))
                .sorted(Row.BY_NAME)
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<Row> page = more ? found.subList(0, limit) : found;
        Row last = more ? page.get(limit - 1) : null;
        return new PublicRoomPage(
                rooms(page, accountId), more ? new PeopleCursor(last.key(), last.room()).encode() : null);
    }

    private List<PublicRoom> rooms(List<Row> page, long accountId) {
        if (page.isEmpty()) {
            return List.of();
        }
        List<Long> ids = InList.padded(page.stream().map(Row::room).toList());
        Map<Long, Long> counts = em.createQuery(COUNTS, Object[].class)
                .setParameter("rooms", ids)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1]));
        Set<Long> own = new HashSet<>(em.createQuery(OWN, Long.class)
                .setParameter("rooms", ids)
                .setParameter("account", accountId)
                .getResultList());
        return page.stream()
                .map(row -> new PublicRoom(
                        row.room(),
                        row.name(),
                        row.topic(),
                        counts.getOrDefault(row.room(), 0L),
                        own.contains(row.room())))
                .toList();
    }
}
