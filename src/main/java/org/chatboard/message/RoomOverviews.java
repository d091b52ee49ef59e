package org.chatboard.message;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chatboard.account.Person;
import org.chatboard.room.Room;
import org.chatboard.room.RoomKind;
import org.chatboard.system.InList;

/** Lists the rooms of an account, from the database and never from a cache. Each method is one JTA transaction. */
@Stateless
public class RoomOverviews {
    private static final String SELECT = """
            SELECT r.id, r.kind, r.title, r.epoch, r.lastSeq, r.messageCount, s.readSeq, s.receivedSeq, s.readCount,
                m.id, m.senderId, m.body, m.sentAt
            FROM Room r LEFT JOIN ChatMessage m ON m.roomId = r.id AND m.ordinal = r.messageCount, Membership s
            WHERE s.roomId = r.id AND s.accountId = :account
            """;
    private static final String USED = " AND r.messageCount > 0";
    private static final String DIRECT = " AND r.directKey IN :keys";
    private static final String OLDER = " AND (m.sentAt < :at OR (m.sentAt = :at AND r.id < :room))";
    private static final String NEWEST_FIRST = " ORDER BY m.sentAt DESC, r.id DESC";
    private static final String MEMBERS = """
            SELECT s.roomId, a.id, a.username, a.displayName
            FROM Membership s JOIN Account a ON a.id = s.accountId WHERE s.roomId IN :rooms ORDER BY a.id""";
    private static final Pattern KEY = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    @PersistenceContext
    EntityManager em;

    /**
     * A page of the account's rooms that have a message, newest activity first.
     *
     * @param after the {@code next} of the page before, or null for the first
     * @throws IllegalArgumentException where {@code after} is no such key
     */
    public RoomOverviewPage page(long accountId, String after, int limit) {
        TypedQuery<Object[]> query = em.createQuery(
                        SELECT + USED + (after == null ? "" : OLDER) + NEWEST_FIRST, Object[].class)
                .setParameter("account", accountId)
                .setMaxResults(limit + 1);
        if (after != null) {
            Matcher key = KEY.matcher(after);
            if (!key.matches()) {
                throw new IllegalArgumentException("'after' is not a key that an earlier page gave");
            }
            query.setParameter("at", Instant.ofEpochMilli(Long.parseLong(key.group(1))))
                    .setParameter("room", Long.parseLong(key.group(2)));
        }
        List<RoomRow> rows = query.getResultStream().map(RoomRow::of).toList();
        boolean more = rows.size() > limit;
        List<RoomOverview> rooms = withMembers(more ? rows.subList(0, limit) : rows, accountId);
        return new RoomOverviewPage(rooms, more ? keyOf(rooms.get(limit - 1)) : null);
    }

    /**
     * The account's conversations of two with some people, in no order; two queries.
     *
     * @param others account ids, at most a page of them
     * @return those that have a message
     */
    public List<RoomOverview> withPeople(long accountId, Collection<Long> others) {
        if (others.isEmpty()) {
            return List.of();
        }
        List<String> keys =
                others.stream().map(other -> Room.directKey(accountId, other)).toList();
        List<RoomRow> rows = em.createQuery(SELECT + USED + DIRECT, Object[].class)
                .setParameter("account", accountId)
                .setParameter("keys", InList.padded(keys))
                .getResultStream()
                .map(RoomRow::of)
                .toList();
        return withMembers(rows, accountId);
    }

    /** {@return the room of the account with this id, empty where there is none such} */
    public Optional<RoomOverview> one(long roomId, long accountId) {
        List<RoomRow> rows = em.createQuery(SELECT + " AND r.id = :room", Object[].class)
                .setParameter("account", accountId)
                .setParameter("room", roomId)
                .getResultStream()
                .map(RoomRow::of)
                .toList();
        return withMembers(rows, accountId).stream().findFirst();
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
        long later = em.createNamedQuery(ChatMessage.COUNT_OF_OTHERS_AFTER, Long.class)
                .setParameter("room", now.room())
                .setParameter("seq", Math.max(seq, now.readSeq()))
                .setParameter("account", accountId)
                .getSingleResult();
        RoomOverview.LastMessage last = em.createNamedQuery(ChatMessage.PAGE_BEFORE, MessageDto.class)
                .setParameter("room", now.room())
                .setParameter("seq", seq + 1)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(m -> RoomOverview.LastMessage.of(m.id(), m.sender().id(), m.message(), m.sentAt()))
                .orElse(null);
        return now.asOf(seq, now.unread() - later, last);
    }

    private static String keyOf(RoomOverview room) {
        return room.last().sentAt().toEpochMilli() + "-" + room.room();
    }

    private List<RoomOverview> withMembers(List<RoomRow> rows, long accountId) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Person>> members = em.createQuery(MEMBERS, Object[].class)
                .setParameter(
                        "rooms", InList.padded(rows.stream().map(RoomRow::room).toList()))
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> (Long) row[0],
                        Collectors.mapping(
                                row -> new Person((Long) row[1], (String) row[2], (String) row[3]),
                                Collectors.toList())));
        return rows.stream()
                .map(row -> overview(row, members.get(row.room()), accountId))
                .toList();
    }

    private static RoomOverview overview(RoomRow row, List<Person> members, long accountId) {
        return new RoomOverview(
                row.room(),
                row.kind(),
                row.kind() == RoomKind.DIRECT ? otherName(members, accountId) : row.title(),
                members,
                row.epoch(),
                row.seq(),
                row.readSeq(),
                row.receivedSeq(),
                row.unread(),
                row.last());
    }

    private static String otherName(List<Person> members, long accountId) {
        return members.stream()
                .filter(member -> member.id() != accountId)
                .map(Person::displayName)
                .findFirst()
                .orElse("");
    }
}
