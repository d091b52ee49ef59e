package org.chatboard.conversation.mention;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;

/** Reads the messages that mention or answer an account, newest first, in the caller's transaction. Deleted ones are not among them. */
public final class MentionPageQuery {
    /** The reason of a message to all members. */
    public static final String TO_ALL = "all";

    /** Most rooms that one statement reads. */
    private static final int ROOMS_PER_QUERY = 512;

    private static final String OF_ACCOUNT = """
            SELECT message_id, room_id, seq, reason FROM mention --DERBY-PROPERTIES index=mention_page_ix
            WHERE account_id = ? AND message_id < ? ORDER BY message_id DESC FETCH FIRST %d ROWS ONLY""";
    private static final String OF_ALL = """
            SELECT message_id, room_id, seq, sent_at FROM mention_all
            WHERE room_id IN (%s) AND message_id < ? AND sender_id <> ? AND deleted = FALSE
            ORDER BY message_id DESC FETCH FIRST %d ROWS ONLY""";

    private MentionPageQuery() {}

    /**
     * A message that concerns the account.
     *
     * @param reason {@code mention}, {@code all} or {@code reply}
     * @param sentAt when it was sent, in milliseconds since 1970; only of messages to all members
     */
    public record Mention(long messageId, long room, long seq, String reason, long sentAt) {}

    /**
     * {@return the messages that name or answer the account}
     *
     * @param before id of a message, exclusive
     */
    public static List<Mention> ofAccount(EntityManager em, long account, long before, int limit) {
        return Sql.query(
                em,
                OF_ACCOUNT.formatted(limit),
                List.of(account, before),
                row -> new Mention(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        MentionRows.Reason.valueOf(row.getString(4)).wireName(),
                        0));
    }

    /** {@return the messages to all members of some rooms, without those of the account} */
    public static List<Mention> ofAll(EntityManager em, Collection<Long> rooms, long account, long before, int limit) {
        List<Long> ids = List.copyOf(rooms);
        List<Mention> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += ROOMS_PER_QUERY) {
            List<Long> some = InList.padded(ids.subList(from, Math.min(from + ROOMS_PER_QUERY, ids.size())));
            List<Object> parameters = new ArrayList<>(some);
            parameters.add(before);
            parameters.add(account);
            String sql = OF_ALL.formatted(String.join(",", Collections.nCopies(some.size(), "?")), limit);
            found.addAll(Sql.query(
                    em,
                    sql,
                    parameters,
                    row -> new Mention(row.getLong(1), row.getLong(2), row.getLong(3), TO_ALL, row.getLong(4))));
        }
        return found;
    }
}
