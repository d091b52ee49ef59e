package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.chatboard.platform.database.Sql;

/** Counts messages of a room in a range of sequence numbers, and what its room events say of its members. */
public final class MessageCountQuery {
    /**
     * The optimizer override makes Derby use the index instead of a table scan. PostgreSQL reads the override as a comment.
     */
    static final String FROM_OTHERS = """
            SELECT COUNT(*) FROM message --DERBY-PROPERTIES constraint=message_seq_uq
            WHERE room_id = ? AND seq > ? AND seq <= ? AND sender_id <> ? AND deleted_at IS NULL AND event IS NULL""";

    /** Counts the events as a page does that receives them. */
    static final String MORE_MEMBERS = """
            SELECT SUM(CASE WHEN event IN ('JOINED', 'ADDED') THEN 1 WHEN event IN ('LEFT', 'REMOVED') THEN -1 ELSE 0 END)
            FROM message --DERBY-PROPERTIES constraint=message_seq_uq
            WHERE room_id = ? AND seq > ? AND seq <= ? AND event IS NOT NULL""";

    private MessageCountQuery() {}

    /** {@return how many members the room has got by events with a sequence number above {@code after} and up to {@code to}} */
    public static long moreMembers(EntityManager em, long room, long after, long to) {
        return Sql.query(em, MORE_MEMBERS, List.of(room, after, to), row -> row.getLong(1))
                .get(0); // 0 without an event
    }

    /**
     * {@return the number of messages from other senders than the account with a sequence number above {@code after} and up to
     * {@code to}, without deleted ones}
     */
    public static long fromOthers(EntityManager em, long room, long after, long to, long account) {
        Number count = (Number) em.createNativeQuery(FROM_OTHERS)
                .setParameter(1, room)
                .setParameter(2, after)
                .setParameter(3, to)
                .setParameter(4, account)
                .getSingleResult(); // a Number, because the databases return different types
        return count.longValue();
    }
}
