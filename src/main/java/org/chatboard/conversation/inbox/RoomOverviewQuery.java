package org.chatboard.conversation.inbox;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chatboard.conversation.message.RoomPageQuery;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomService;
import org.chatboard.people.account.Person;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;

/**
 * Lists the rooms of an account, from the database and never from a cache. Each method is one JTA transaction.
 *
 * <p>Memberships and rooms are read by statements of their own. A statement that joined them would hold the lock of the one
 * while it waits for the other, as a writer does the other way round: Derby lets both wait for 20 seconds and fails one.
 */
@Stateless
public class RoomOverviewQuery {
    private static final String PLACES = """
            SELECT s.roomId, s.readSeq, s.receivedSeq, s.readCount, s.muted FROM Membership s WHERE s.accountId = :account""";
    private static final String ROOMS = """
            SELECT r.id, r.kind, r.title, r.epoch, r.lastSeq, r.messageCount, m.id, m.senderId, m.body, m.sentAt, m.deletedAt
            FROM Room r LEFT JOIN ChatMessage m ON m.roomId = r.id AND m.seq = r.lastMessageSeq WHERE r.id IN :rooms
            """;
    private static final String USED = " AND r.messageCount > 0";
    private static final String OLDER = " AND (m.sentAt < :at OR (m.sentAt = :at AND r.id < :room))";
    private static final String NEWEST_FIRST = " ORDER BY m.sentAt DESC, r.id DESC";
    private static final String MEMBERS = """
            SELECT s.roomId, a.id, a.username, a.displayName, s.receivedSeq, s.readSeq, p.hidesReceipts
            FROM Membership s JOIN Account a ON a.id = s.accountId
            LEFT JOIN StoredPreferences p ON p.accountId = s.accountId WHERE s.roomId IN :rooms ORDER BY a.id""";
    private static final Pattern KEY = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /** Rooms that one statement is asked for. */
    private static final int ROOMS_AT_ONCE = 512;

    private static final int ATTEMPTS = 3;

    @PersistenceContext
    EntityManager em;

    @Inject
    RoomService directRooms;

    /** Where a page begins: behind the room of this id, whose newest message has this time. */
    private record Key(Instant at, long room) {
        static Key parse(String text) {
            Matcher key = KEY.matcher(text);
            if (!key.matches()) {
                throw new InvalidInputException("after", Translations.text("page.after"));
            }
            return new Key(Instant.ofEpochMilli(Long.parseLong(key.group(1))), Long.parseLong(key.group(2)));
        }

        static Key of(RoomOverview room) {
            return new Key(room.last().sentAt(), room.room());
        }

        @Override
        public String toString() {
            return at.toEpochMilli() + "-" + room;
        }
    }

    /**
     * A page of the account's rooms that have a message, newest activity first.
     *
     * @param after the {@code next} of the page before, or null for the first
     * @throws InvalidInputException where {@code after} is no such key
     */
    public RoomOverviewPage page(long accountId, String after, int limit) {
        Key key = after == null ? null : Key.parse(after);
        List<RoomRow> rows = unmoved(() -> places(accountId, null), places -> newest(places, key, limit + 1));
        boolean more = rows.size() > limit;
        List<RoomOverview> rooms = withMembers(more ? rows.subList(0, limit) : rows, accountId);
        return new RoomOverviewPage(rooms, more ? Key.of(rooms.get(limit - 1)).toString() : null);
    }

    /** {@return the room of the account with this id, empty where there is none such} */
    public Optional<RoomOverview> one(long roomId, long accountId) {
        return some(List.of(roomId), accountId).stream().findFirst();
    }

    /**
     * {@return the account's conversations of two with some people, in no order and without those that have no message}
     *
     * @param others account ids, no more than a page of them
     */
    public List<RoomOverview> withPeople(long accountId, Collection<Long> others) {
        return some(directRooms.findDirectIds(accountId, others), accountId).stream()
                .filter(room -> room.last() != null)
                .toList();
    }

    private List<RoomOverview> some(List<Long> ids, long accountId) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<RoomRow> rows =
                unmoved(() -> places(accountId, ids), places -> rooms(places, List.copyOf(places.keySet())));
        return withMembers(rows, accountId);
    }

    /** Reads rooms between two looks at the reader's places there, again where these moved: unread is the difference of both. */
    private static List<RoomRow> unmoved(
            Supplier<Map<Long, RoomRow.Place>> places, Function<Map<Long, RoomRow.Place>, List<RoomRow>> rooms) {
        Map<Long, RoomRow.Place> before = places.get();
        for (int attempt = 1; ; attempt++) {
            List<RoomRow> rows = rooms.apply(before);
            Map<Long, RoomRow.Place> now = places.get();
            if (now.equals(before) || attempt == ATTEMPTS) {
                return rows;
            }
            before = now;
        }
    }

    /** Of some rooms, or of all for null. */
    private Map<Long, RoomRow.Place> places(long accountId, List<Long> rooms) {
        TypedQuery<Object[]> query = em.createQuery(
                        PLACES + (rooms == null ? "" : " AND s.roomId IN :rooms"), Object[].class)
                .setParameter("account", accountId);
        if (rooms != null) {
            query.setParameter("rooms", InList.padded(rooms));
        }
        return query.getResultStream()
                .collect(Collectors.toMap(
                        row -> (Long) row[0],
                        row -> new RoomRow.Place((Long) row[1], (Long) row[2], (Long) row[3], (Boolean) row[4])));
    }

    private List<RoomRow> newest(Map<Long, RoomRow.Place> places, Key after, int limit) {
        List<Long> ids = List.copyOf(places.keySet());
        List<RoomRow> rows = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += ROOMS_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(from + ROOMS_AT_ONCE, ids.size()));
            rows.addAll(newestOf(some, places, after, limit));
        }
        return rows.stream().sorted(RoomRow.NEWEST_FIRST).limit(limit).toList();
    }

    private List<RoomRow> newestOf(List<Long> ids, Map<Long, RoomRow.Place> places, Key after, int limit) {
        TypedQuery<Object[]> query = em.createQuery(
                        ROOMS + USED + (after == null ? "" : OLDER) + NEWEST_FIRST, Object[].class)
                .setParameter("rooms", InList.padded(ids))
                .setMaxResults(limit);
        if (after != null) {
            query.setParameter("at", after.at()).setParameter("room", after.room());
        }
        return query.getResultStream().map(row -> RoomRow.of(row, places)).toList();
    }

    private List<RoomRow> rooms(Map<Long, RoomRow.Place> places, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return em.createQuery(ROOMS, Object[].class)
                .setParameter("rooms", InList.padded(ids))
                .getResultStream()
                .map(row -> RoomRow.of(row, places))
                .toList();
    }

    /**
     * A room as it was when {@code seq} was its latest number, for a socket that is told of it before a message that it has not seen.
     *
     * @return empty where there is no such room of the account
     */
    public Optional<RoomOverview> asOf(long roomId, long accountId, long seq) {
        return one(roomId, accountId).map(now -> now.seq() == seq ? now : earlier(now, accountId, seq));
    }

    private RoomOverview earlier(RoomOverview now, long accountId, long seq) {
        long after = Math.max(seq, now.readSeq());
        long later = RoomPageQuery.countOfOthers(
                em, now.room(), after, now.seq(), accountId); // what came since is not in now
        RoomOverview.LastMessage last = RoomPageQuery.before(em, now.room(), seq + 1, 1).stream()
                .findFirst()
                .map(m -> RoomOverview.LastMessage.of(m.id(), m.sender().id(), m.message(), m.sentAt(), m.deletedAt()))
                .orElse(null);
        return now.asOf(seq, now.unread() - later, last);
    }

    private List<RoomOverview> withMembers(List<RoomRow> rows, long accountId) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Object[]>> members = em.createQuery(MEMBERS, Object[].class)
                .setParameter(
                        "rooms", InList.padded(rows.stream().map(RoomRow::room).toList()))
                .getResultStream()
                .collect(Collectors.groupingBy(row -> (Long) row[0]));
        return rows.stream()
                .map(row -> overview(row, members.get(row.room()), accountId))
                .toList();
    }

    private static RoomOverview overview(RoomRow row, List<Object[]> membersOfRoom, long accountId) {
        List<Person> members = membersOfRoom.stream()
                .map(member -> new Person((Long) member[1], (String) member[2], (String) member[3]))
                .toList();
        boolean hidesOwn = membersOfRoom.stream().anyMatch(member -> isOf(member, accountId) && hidesReceipts(member));
        List<RoomOverview.Reach> receipts = membersOfRoom.stream()
                .filter(member -> isOf(member, accountId) || !hidesOwn && !hidesReceipts(member))
                .map(member -> new RoomOverview.Reach((Long) member[1], (Long) member[4], (Long) member[5]))
                .toList();
        return new RoomOverview(
                row.room(),
                row.kind(),
                row.kind() == RoomKind.DIRECT ? otherName(members, accountId) : row.title(),
                members,
                row.epoch(),
                row.seq(),
                row.readSeq(),
                row.receivedSeq(),
                receipts,
                row.unread(),
                row.muted(),
                row.last());
    }

    /** Null where the member has chosen nothing. */
    private static boolean hidesReceipts(Object[] member) {
        return Boolean.TRUE.equals(member[6]);
    }

    private static boolean isOf(Object[] member, long accountId) {
        return (Long) member[1] == accountId;
    }

    private static String otherName(List<Person> members, long accountId) {
        return members.stream()
                .filter(member -> member.id() != accountId)
                .map(Person::displayName)
                .findFirst()
                .orElse("");
    }
}
