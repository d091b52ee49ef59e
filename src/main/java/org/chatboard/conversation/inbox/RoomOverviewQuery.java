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
import org.chatboard.conversation.history.RoomPageQuery;
import org.chatboard.conversation.mention.UnreadMentions;
import org.chatboard.conversation.message.MessageCountQuery;
import org.chatboard.conversation.room.MembershipQuery;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.conversation.room.RoomService;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;

/**
 * Reads the room list of an account, from the database and never from a cache. Each method is one JTA transaction.
 *
 * <p>Separate statements read memberships and rooms. A join of both could deadlock with a room writer, which locks the rows in
 * the opposite order. Derby notices a deadlock only after 20 seconds, and then makes one of the two statements fail.
 */
@Stateless
public class RoomOverviewQuery {
    private static final String MEMBERSHIPS = """
            SELECT s.roomId, s.readSeq, s.receivedSeq, s.readCount, s.notifyLevel, s.role FROM Membership s WHERE s.accountId = :account""";
    private static final String ROOMS = """
            SELECT r.id, r.kind, r.title, r.topic, r.picture, r.archivedAt, r.epoch, r.lastSeq, r.messageCount,
                m.id, m.senderId, m.body, m.sentAt, m.deletedAt, m.event, m.eventSubject, m.files, r.lastMessageSeq
            FROM Room r LEFT JOIN ChatMessage m ON m.roomId = r.id AND m.seq = r.lastMessageSeq WHERE r.id IN :rooms
            """;
    private static final String HAS_LINES = " AND r.lastMessageSeq > 0";
    private static final String OLDER = " AND (m.sentAt < :at OR (m.sentAt = :at AND r.id < :room))";
    private static final String NEWEST_FIRST = " ORDER BY m.sentAt DESC, r.id DESC";
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /** Most rooms that one statement reads. */
    private static final int ROOMS_PER_QUERY = 512;

    private static final int MAX_ATTEMPTS = 3;

    private static final int MAX_STATEMENTS = 20;

    @PersistenceContext
    EntityManager em;

    @Inject
    RoomService directRooms;

    @Inject
    Settings settings;

    /** Cursor of keyset pagination: the last room of a page and the time of its newest message. */
    private record Cursor(Instant at, long room) {
        static Cursor parse(String text) {
            Matcher cursor = CURSOR.matcher(text);
            if (!cursor.matches()) {
                throw new InvalidInputException("after", Translations.text("page.after"));
            }
            return new Cursor(Instant.ofEpochMilli(Long.parseLong(cursor.group(1))), Long.parseLong(cursor.group(2)));
        }

        static Cursor of(RoomOverview room) {
            return new Cursor(room.last().sentAt(), room.room());
        }

        @Override
        public String toString() {
            return at.toEpochMilli() + "-" + room;
        }
    }

    /**
     * Reads a page of the account's rooms, newest activity first. A conversation of two without a message is not among them.
     *
     * @param after the {@code next} cursor of the previous page, null for the first page
     * @param limit most rooms on the page
     * @throws InvalidInputException if {@code after} is no cursor
     */
    public RoomOverviewPage page(long accountId, String after, int limit) {
        Cursor cursor = after == null ? null : Cursor.parse(after);
        return readConsistently(
                () -> memberStates(accountId, null),
                states -> page(newest(states, cursor, limit + 1), limit, accountId));
    }

    private RoomOverviewPage page(List<RoomRow> rows, int limit, long accountId) {
        boolean more = rows.size() > limit;
        List<RoomOverview> rooms = withMembers(more ? rows.subList(0, limit) : rows, accountId);
        return new RoomOverviewPage(
                rooms, more ? Cursor.of(rooms.get(limit - 1)).toString() : null);
    }

    /** {@return a room of the account, empty if the room does not exist or the account is not a member} */
    public Optional<RoomOverview> find(long roomId, long accountId) {
        return findAll(List.of(roomId), accountId).stream().findFirst();
    }

    /**
     * {@return the account's direct rooms with other accounts, in no particular order; only rooms that have a message}
     *
     * @param others account ids, at most a page of them
     */
    public List<RoomOverview> findDirects(long accountId, Collection<Long> others) {
        return findAll(directRooms.findDirectIds(accountId, others), accountId).stream()
                .filter(room -> room.last() != null)
                .toList();
    }

    private List<RoomOverview> findAll(List<Long> ids, long accountId) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return readConsistently(
                () -> memberStates(accountId, ids),
                states -> withMembers(rooms(states, List.copyOf(states.keySet())), accountId));
    }

    /**
     * Reads the rooms between two reads of the account's member states. If the member states have changed in between, reads the
     * rooms again, because the unread count is computed from both and would be wrong. After {@value #MAX_ATTEMPTS} attempts
     * returns the rooms as they were read last, but never what was read of a room after the end of the membership.
     */
    static <S, R> R readConsistently(Supplier<Map<Long, S>> memberStates, Function<Map<Long, S>, R> rooms) {
        Map<Long, S> before = memberStates.get();
        for (int attempt = 1; ; attempt++) {
            R read = rooms.apply(before);
            Map<Long, S> after = memberStates.get();
            boolean memberOfAll = after.keySet().containsAll(before.keySet());
            if (after.equals(before) || attempt >= MAX_ATTEMPTS && memberOfAll) {
                return read;
            }
            before = after;
        }
    }

    /**
     * {@return the account's member states by room id}
     *
     * @param rooms ids of the rooms, null for all rooms of the account
     */
    private Map<Long, RoomRow.MemberState> memberStates(long accountId, List<Long> rooms) {
        TypedQuery<Object[]> query = em.createQuery(
                        MEMBERSHIPS + (rooms == null ? "" : " AND s.roomId IN :rooms"), Object[].class)
                .setParameter("account", accountId);
        if (rooms != null) {
            query.setParameter("rooms", InList.padded(rooms));
        }
        return query.getResultStream()
                .collect(Collectors.toMap(
                        row -> (Long) row[0],
                        row -> new RoomRow.MemberState(
                                (Long) row[1], (Long) row[2], (Long) row[3], (NotifyLevel) row[4], (RoomRole) row[5])));
    }

    private List<RoomRow> newest(Map<Long, RoomRow.MemberState> states, Cursor after, int limit) {
        List<Long> ids = List.copyOf(states.keySet());
        List<RoomRow> rows = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += ROOMS_PER_QUERY) {
            List<Long> batch = ids.subList(from, Math.min(from + ROOMS_PER_QUERY, ids.size()));
            rows.addAll(newestOf(batch, states, after, limit));
        }
        return rows.stream().sorted(RoomRow.NEWEST_FIRST).limit(limit).toList();
    }

    private List<RoomRow> newestOf(List<Long> ids, Map<Long, RoomRow.MemberState> states, Cursor after, int limit) {
        TypedQuery<Object[]> query = em.createQuery(
                        ROOMS + HAS_LINES + (after == null ? "" : OLDER) + NEWEST_FIRST, Object[].class)
                .setParameter("rooms", InList.padded(ids))
                .setMaxResults(limit);
        if (after != null) {
            query.setParameter("at", after.at()).setParameter("room", after.room());
        }
        return readWhole(query::getResultList).stream()
                .map(row -> RoomRow.of(row, states))
                .toList();
    }

    /**
     * Reads rooms with their newest messages, again if a message is missing: where statements see what is committed while they run, a room
     * may be newer than the messages.
     *
     * @throws IllegalStateException if one is missing each time
     */
    static List<Object[]> readWhole(Supplier<List<Object[]>> statement) {
        for (int i = 0; i < MAX_STATEMENTS; i++) {
            List<Object[]> rows = statement.get();
            if (rows.stream().noneMatch(RoomRow::lacksNewest)) {
                return rows;
            }
        }
        throw new IllegalStateException("the newest message of a room is missing");
    }

    private List<RoomRow> rooms(Map<Long, RoomRow.MemberState> states, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        TypedQuery<Object[]> query = em.createQuery(ROOMS, Object[].class).setParameter("rooms", InList.padded(ids));
        return readWhole(query::getResultList).stream()
                .map(row -> RoomRow.of(row, states))
                .toList();
    }

    /**
     * Returns a room as it was when {@code seq} was its latest sequence number. A socket that does not know the room gets it in
     * this state, followed by the missing messages.
     *
     * @return the room, empty if it does not exist or the account is not a member
     */
    public Optional<RoomOverview> asOf(long roomId, long accountId, long seq) {
        return find(roomId, accountId)
                .map(now -> now.seq() == seq ? now : earlier(now, accountId, seq))
                .filter(room ->
                        MembershipQuery.role(em, roomId, accountId).isPresent()); // looked at last: see MembershipQuery
    }

    private RoomOverview earlier(RoomOverview now, long accountId, long seq) {
        long after = Math.max(seq, now.readSeq());
        long later = MessageCountQuery.fromOthers(em, now.room(), after, now.seq(), accountId);
        RoomOverview.LastMessage last = RoomPageQuery.before(em, now.room(), seq + 1, 1).stream()
                .findFirst()
                .map(m -> RoomOverview.LastMessage.of(
                        m.id(),
                        m.sender().id(),
                        m.message(),
                        m.sentAt(),
                        m.deletedAt(),
                        m.event(),
                        m.attachments().count()))
                .map(line -> OverviewAssembly.named(em, line))
                .orElse(null);
        long mentions = now.mentions() == 0
                ? 0
                : UnreadMentions.count(em, now.room(), accountId, new UnreadMentions.Range(now.readSeq(), seq));
        long members = now.memberCount() - MessageCountQuery.moreMembers(em, now.room(), seq, now.seq());
        return now.asOf(seq, members, now.unread() - later, mentions, last);
    }

    private List<RoomOverview> withMembers(List<RoomRow> rows, long accountId) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return new OverviewAssembly(em, rows, accountId, settings.limits().receiptMembers()).assemble();
    }
}
