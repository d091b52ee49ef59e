package org.chatboard.conversation.mention;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;

/**
 * Counts the unread messages that mention or answer an account, in the caller's transaction. A message to all members concerns those who
 * were members when it was sent. Costs nothing for the messages that mention nobody, and no more for those above
 * {@value #MAX_COUNTED}. The optimizer overrides make Derby use the indexes; PostgreSQL reads them as comments.
 */
public final class UnreadMentions {
    /** Most messages of a room that are counted for an account. */
    public static final int MAX_COUNTED = 50;

    private static final String ROOMS = """
            SELECT s.room_id FROM membership s --DERBY-PROPERTIES index=membership_account_ix
            WHERE s.account_id = ? AND s.room_id IN (%s)""";
    private static final String MEMBERS = """
            SELECT s.account_id FROM membership s --DERBY-PROPERTIES constraint=membership_pk
            WHERE s.room_id = ? AND s.account_id IN (%s)""";
    private static final String HAVING_ANY = """
             AND (EXISTS (SELECT m.seq FROM mention m --DERBY-PROPERTIES index=mention_unread_ix
            WHERE m.room_id = s.room_id AND m.account_id = s.account_id AND m.seq > s.read_seq)
            OR EXISTS (SELECT m.seq FROM mention_all m --DERBY-PROPERTIES constraint=mention_all_pk
            WHERE m.room_id = s.room_id AND m.seq > s.read_seq AND m.sender_id <> s.account_id AND m.sent_at >= s.joined_at
            AND m.deleted = FALSE))""";

    private static final String FIRST = " FETCH FIRST " + MAX_COUNTED + " ROWS ONLY";
    private static final String TO_ACCOUNT = """
            SELECT seq FROM mention --DERBY-PROPERTIES index=mention_unread_ix
            WHERE room_id = ? AND account_id = ? AND seq > ? AND seq <= ?""" + FIRST;
    private static final String TO_ALL = """
            SELECT m.seq FROM --DERBY-PROPERTIES joinOrder=FIXED
            membership s --DERBY-PROPERTIES constraint=membership_pk
            JOIN mention_all m --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=mention_all_pk
            ON m.room_id = s.room_id AND m.sender_id <> s.account_id AND m.sent_at >= s.joined_at
            WHERE s.room_id = ? AND s.account_id = ? AND m.seq > ? AND m.seq <= ? AND m.deleted = FALSE""" + FIRST;

    private UnreadMentions() {}

    /** Sequence numbers above {@code after} and up to {@code to}. */
    public record Range(long after, long to) {}

    /**
     * {@return how many messages in a range of each room mention or answer the account, by room; absent for none}
     *
     * @param rooms ids of rooms of the account, each with its unread range
     */
    public static Map<Long, Long> ofRooms(EntityManager em, long account, Map<Long, Range> rooms) {
        return havingAny(em, ROOMS, account, rooms.keySet()).stream()
                .collect(Collectors.toMap(room -> room, room -> count(em, room, account, rooms.get(room))));
    }

    /**
     * {@return how many messages in a range of a room mention or answer each member, by account; absent for none}
     *
     * @param members account ids of members, each with the unread range
     */
    public static Map<Long, Long> ofMembers(EntityManager em, long room, Map<Long, Range> members) {
        return havingAny(em, MEMBERS, room, members.keySet()).stream()
                .collect(Collectors.toMap(
                        account -> account, account -> count(em, room, account, members.get(account))));
    }

    /** One statement finds those that have any, since they are few: each count is two statements, which read a bounded number of rows. */
    private static List<Long> havingAny(EntityManager em, String sql, long of, Collection<Long> among) {
        if (among.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>(List.of(of));
        parameters.addAll(InList.padded(among));
        String in = String.join(",", Collections.nCopies(parameters.size() - 1, "?"));
        return Sql.query(em, sql.formatted(in) + HAVING_ANY, parameters, row -> row.getLong(1));
    }

    /** {@return how many messages in a range of the room mention or answer the account, at most {@value #MAX_COUNTED}} */
    public static long count(EntityManager em, long room, long account, Range range) {
        List<Long> parameters = List.of(room, account, range.after(), range.to());
        return Stream.of(TO_ACCOUNT, TO_ALL)
                .flatMap(sql -> Sql.query(em, sql, parameters, row -> row.getLong(1)).stream())
                .distinct()
                .limit(MAX_COUNTED)
                .count();
    }
}
