package org.chatboard.conversation.mention;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;

/**
 * The rows of mentions, in the caller's transaction. A transaction writes them after its rooms, messages and memberships, because readers
 * lock a membership before its mentions.
 */
public final class MentionRows {
    /** Reasons for a row. */
    public enum Reason {
        /** The message names the account. */
        MENTION,
        /** The message answers one of the account. */
        REPLY;

        /** {@return the name of the reason in JSON, such as {@code mention}} */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A message that mentions or answers an account. */
    public record Row(long messageId, long account, long room, long seq, Reason reason) {}

    /** A message that mentions all members; {@code sentAt} in milliseconds since 1970. */
    public record OfAll(long room, long seq, long messageId, long sender, long sentAt) {}

    /** Most names that one statement looks up. */
    private static final int NAMES_PER_QUERY = 64;

    /** The optimizer overrides make Derby read the rows of these names alone, and no others that another writer has locked. */
    private static final String MEMBERS = """
            SELECT a.username, a.id FROM --DERBY-PROPERTIES joinOrder=FIXED
            account a --DERBY-PROPERTIES constraint=account_username_uq
            JOIN membership s --DERBY-PROPERTIES joinStrategy=NESTEDLOOP, constraint=membership_pk
            ON s.account_id = a.id AND s.room_id = ? WHERE a.disabled_at IS NULL AND a.username IN (%s)""";

    /** Reads one row more than it is asked about, however many members the room has. */
    private static final String MEMBER_BEYOND = """
            SELECT account_id FROM membership --DERBY-PROPERTIES constraint=membership_pk
            WHERE room_id = ? OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY""";

    private static final String SENT_TO_ALL = "SELECT COUNT(*) FROM mention_all WHERE sender_id = ? AND sent_at > ?";
    private static final String INSERT =
            "INSERT INTO mention (message_id, account_id, room_id, seq, reason) VALUES (?, ?, ?, ?, ?)";
    private static final String INSERT_ALL =
            "INSERT INTO mention_all (room_id, seq, message_id, sender_id, sent_at) VALUES (?, ?, ?, ?, ?)";
    private static final String ACCOUNTS = """
            SELECT account_id FROM mention --DERBY-PROPERTIES constraint=mention_pk
            WHERE message_id = ?""";
    private static final String DELETE = "DELETE FROM mention WHERE message_id = ?";
    private static final String DELETE_ALL = "UPDATE mention_all SET deleted = TRUE WHERE room_id = ? AND seq = ?";

    private MentionRows() {}

    /** {@return the account ids of the members of a room who have one of the usernames and are not disabled, by username} */
    public static Map<String, Long> members(EntityManager em, long room, Collection<String> usernames) {
        List<String> names = List.copyOf(usernames);
        Map<String, Long> members = new HashMap<>();
        for (int from = 0; from < names.size(); from += NAMES_PER_QUERY) {
            List<String> some = InList.padded(names.subList(from, Math.min(from + NAMES_PER_QUERY, names.size())));
            List<Object> parameters = new ArrayList<>(List.of(room));
            parameters.addAll(some);
            String sql = MEMBERS.formatted(String.join(",", Collections.nCopies(some.size(), "?")));
            Sql.query(em, sql, parameters, row -> members.put(row.getString(1), row.getLong(2)));
        }
        return members;
    }

    /** {@return whether a room has more members than this number} */
    public static boolean hasMoreMembers(EntityManager em, long room, int number) {
        return !Sql.query(em, MEMBER_BEYOND, List.of(room, number), row -> row.getLong(1))
                .isEmpty();
    }

    /** {@return how many messages to all members an account has sent since a time in milliseconds since 1970} */
    public static long sentToAll(EntityManager em, long sender, long since) {
        return Sql.query(em, SENT_TO_ALL, List.of(sender, since), row -> row.getLong(1))
                .get(0);
    }

    /** Stores the rows of new messages. */
    public static void insert(EntityManager em, List<Row> rows, List<OfAll> ofAll) {
        Sql.updateAll(
                em,
                INSERT,
                rows.stream()
                        .map(row -> List.<Object>of(
                                row.messageId(),
                                row.account(),
                                row.room(),
                                row.seq(),
                                row.reason().name()))
                        .toList());
        Sql.updateAll(
                em,
                INSERT_ALL,
                ofAll.stream()
                        .map(row -> List.<Object>of(row.room(), row.seq(), row.messageId(), row.sender(), row.sentAt()))
                        .toList());
    }

    /** {@return the ids of the accounts that a message names or answers} */
    public static Set<Long> accounts(EntityManager em, long messageId) {
        return Set.copyOf(Sql.query(em, ACCOUNTS, List.of(messageId), row -> row.getLong(1)));
    }

    /** Removes what a deleted message mentions. Its {@code @all} still counts for the limit of the day. */
    public static void delete(EntityManager em, long messageId, long room, long seq) {
        Sql.update(em, DELETE, messageId);
        Sql.update(em, DELETE_ALL, room, seq);
    }
}
