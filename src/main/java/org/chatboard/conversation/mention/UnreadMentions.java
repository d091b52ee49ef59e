package org.chatboard.conversation.mention;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;

/**
 * Reads which unread messages mention or answer an account, in the caller's transaction. Costs nothing for the messages that do not. The
 * optimizer overrides make Derby use the indexes; PostgreSQL reads them as comments.
 */
public final class UnreadMentions {
    private static final String OF_ACCOUNT = """
            SELECT s.room_id, m.seq FROM --DERBY-PROPERTIES joinOrder=FIXED
            membership s --DERBY-PROPERTIES index=membership_account_ix
            JOIN mention m --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, index=mention_unread_ix
            ON m.room_id = s.room_id AND m.account_id = s.account_id AND m.seq > s.read_seq
            WHERE s.account_id = ? AND s.room_id IN (%s)""";
    private static final String OF_ALL = """
            SELECT s.room_id, m.seq FROM --DERBY-PROPERTIES joinOrder=FIXED
            membership s --DERBY-PROPERTIES index=membership_account_ix
            JOIN mention_all m --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=mention_all_pk
            ON m.room_id = s.room_id AND m.sender_id <> s.account_id AND m.seq > s.read_seq
            WHERE s.account_id = ? AND s.room_id IN (%s) AND m.deleted = FALSE""";
    private static final String IN_RANGE = """
            SELECT seq FROM mention --DERBY-PROPERTIES index=mention_unread_ix
            WHERE room_id = ? AND account_id = ? AND seq > ? AND seq <= ?""";
    private static final String OF_ALL_IN_RANGE = """
            SELECT seq FROM mention_all --DERBY-PROPERTIES constraint=mention_all_pk
            WHERE room_id = ? AND seq > ? AND seq <= ? AND sender_id <> ? AND deleted = FALSE""";
    private static final String OF_ROOM = """
            SELECT account_id, seq FROM mention --DERBY-PROPERTIES index=mention_unread_ix
            WHERE room_id = ? AND seq > ?""";
    private static final String OF_ALL_OF_ROOM = """
            SELECT sender_id, seq FROM mention_all --DERBY-PROPERTIES constraint=mention_all_pk
            WHERE room_id = ? AND seq > ? AND deleted = FALSE""";

    private UnreadMentions() {}

    /** A message that mentions or answers the account. */
    public record Mention(long room, long seq) {}

    /** {@return the messages of some rooms, above the account's read positions, that mention or answer the account; each once} */
    public static List<Mention> ofAccount(EntityManager em, long account, Collection<Long> rooms) {
        if (rooms.isEmpty()) {
            return List.of();
        }
        List<Long> ids = InList.padded(rooms);
        List<Object> parameters = new ArrayList<>(List.of(account));
        parameters.addAll(ids);
        String in = String.join(",", Collections.nCopies(ids.size(), "?"));
        return Stream.of(OF_ACCOUNT, OF_ALL)
                .flatMap(sql ->
                        Sql.query(em, sql.formatted(in), parameters, row -> new Mention(row.getLong(1), row.getLong(2)))
                                .stream())
                .distinct()
                .toList();
    }

    /** {@return how many messages above {@code after} and up to {@code to} mention or answer the account} */
    public static long count(EntityManager em, long room, long account, long after, long to) {
        return Stream.concat(
                        Sql.query(em, IN_RANGE, List.of(room, account, after, to), row -> row.getLong(1)).stream(),
                        Sql.query(em, OF_ALL_IN_RANGE, List.of(room, after, to, account), row -> row.getLong(1))
                                .stream())
                .distinct()
                .count();
    }

    /**
     * The mentions in a room, for the members whose unread counts change at once.
     *
     * @param named account id of each mentioned or answered member, with the message
     * @param ofAll account id of the sender of each message to all members, with the message
     */
    public record OfRoom(List<Named> named, List<Named> ofAll) {
        /** An account and a message. */
        public record Named(long account, long seq) {}

        /** {@return how many messages above {@code after} mention or answer the account} */
        public long count(long account, long after) {
            return Stream.concat(
                            named.stream().filter(each -> each.account() == account),
                            ofAll.stream().filter(each -> each.account() != account))
                    .map(Named::seq)
                    .filter(seq -> seq > after)
                    .distinct()
                    .count();
        }
    }

    /** {@return the mentions above {@code after} in a room} */
    public static OfRoom ofRoom(EntityManager em, long room, long after) {
        return new OfRoom(named(em, OF_ROOM, room, after), named(em, OF_ALL_OF_ROOM, room, after));
    }

    private static List<OfRoom.Named> named(EntityManager em, String sql, long room, long after) {
        return Sql.query(em, sql, List.of(room, after), row -> new OfRoom.Named(row.getLong(1), row.getLong(2)));
    }
}
