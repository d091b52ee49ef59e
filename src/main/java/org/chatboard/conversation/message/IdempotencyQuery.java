package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;

/**
 * Finds requests that were stored before, by their idempotency keys. One statement for each batch searches messages and changes.
 */
final class IdempotencyQuery {
    /**
     * Searches by the {@code cid} alone. Rows of other senders with the same {@code cid} are rare, and {@link WriteRequest.Key}
     * tells them apart. The optimizer overrides make Derby use the index. Without them, Derby plans a table scan while the table
     * is small, and keeps this plan when the table grows. PostgreSQL reads the overrides as comments.
     */
    private static final String SELECT = """
            SELECT sender_id, cid, room_id, id, seq, sent_at
            FROM message --DERBY-PROPERTIES constraint=message_cid_uq
            WHERE cid IN (%1$s)
            UNION ALL
            SELECT sender_id, cid, room_id, message_id, seq, sent_at
            FROM message_change --DERBY-PROPERTIES constraint=message_change_cid_uq
            WHERE cid IN (%1$s)""";

    private IdempotencyQuery() {}

    /** {@return a modifiable map of the acknowledgements of requests that were stored before under one of these {@code cid}s} */
    static Map<WriteRequest.Key, Ack> acks(EntityManager em, List<String> idempotencyKeys) {
        List<String> cids = InList.padded(idempotencyKeys);
        List<String> parameters = new ArrayList<>(cids);
        parameters.addAll(cids); // once for each table
        String sql = SELECT.formatted(String.join(",", Collections.nCopies(cids.size(), "?")));
        Map<WriteRequest.Key, Ack> acks = new HashMap<>();
        Sql.query(
                em, sql, parameters, row -> acks.put(new WriteRequest.Key(row.getLong(1), row.getString(2)), ack(row)));
        return acks;
    }

    private static Ack ack(ResultSet row) throws SQLException {
        return new Ack(
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                Instant.ofEpochMilli(row.getLong(6)),
                true);
    }
}
