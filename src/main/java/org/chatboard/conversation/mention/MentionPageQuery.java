package org.chatboard.conversation.mention;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.chatboard.platform.database.Sql;

/** Reads the messages that may mention or answer an account, newest first, in the caller's transaction. */
public final class MentionPageQuery {
    private static final String REASON_ALL = "all";

    private static final String OF_ACCOUNT = """
            SELECT message_id, room_id, seq, reason FROM mention --DERBY-PROPERTIES index=mention_page_ix
            WHERE account_id = ? AND message_id < ? ORDER BY message_id DESC FETCH FIRST %d ROWS ONLY""";
    /** Filters nothing, so that it reads no more rows than it returns. */
    private static final String TO_ALL_MEMBERS = """
            SELECT message_id, room_id, seq, sender_id, sent_at, deleted
            FROM mention_all --DERBY-PROPERTIES index=mention_all_page_ix
            WHERE message_id < ? ORDER BY message_id DESC FETCH FIRST %d ROWS ONLY""";

    private MentionPageQuery() {}

    /**
     * A message that may concern the account, since the account may have left the room.
     *
     * @param reason {@code mention}, {@code all} or {@code reply}
     * @param toAll the message as one to all members of the room, null if it names or answers the account
     */
    public record Mention(long messageId, long room, long seq, String reason, ToAll toAll) {}

    /**
     * What decides whom a message to all members concerns.
     *
     * @param sender account id
     * @param sentAt when it was sent, in milliseconds since 1970
     */
    public record ToAll(long sender, long sentAt, boolean deleted) {}

    /**
     * {@return the messages that name or answer the account, newest first}
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
                        null));
    }

    /**
     * {@return the messages to all members of any room, newest first, with deleted ones}
     *
     * @param before id of a message, exclusive
     */
    public static List<Mention> toAll(EntityManager em, long before, int limit) {
        return Sql.query(
                em,
                TO_ALL_MEMBERS.formatted(limit),
                List.of(before),
                row -> new Mention(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        REASON_ALL,
                        new ToAll(row.getLong(4), row.getLong(5), row.getBoolean(6))));
    }
}
