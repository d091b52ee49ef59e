package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;

/** Counts messages of a room in a range of sequence numbers. Room events do not count. */
public final class MessageCountQuery {
    /**
     * The optimizer override makes Derby use the index instead of a table scan. PostgreSQL reads the override as a comment.
     */
    static final String FROM_OTHERS = """
            SELECT COUNT(*) FROM message --DERBY-PROPERTIES constraint=message_seq_uq
            WHERE room_id = ? AND seq > ? AND seq <= ? AND sender_id <> ? AND deleted_at IS NULL AND event IS NULL""";

    private MessageCountQuery() {}

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
