package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.platform.database.InList;

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

    /** {@return a modifiable map of the acknowledgements of requests that were stored before} */
    static Map<WriteRequest.Key, Ack> acks(EntityManager em, List<? extends WriteRequest> requests) {
        List<String> cids =
                InList.padded(requests.stream().map(WriteRequest::cid).toList());
        Query query = em.createNativeQuery(SELECT.formatted(String.join(",", Collections.nCopies(cids.size(), "?"))));
        int position = 0;
        for (int table = 0; table < 2; table++) {
            for (String cid : cids) {
                query.setParameter(++position, cid);
            }
        }
        Map<WriteRequest.Key, Ack> acks = new HashMap<>();
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            acks.put(new WriteRequest.Key((Long) columns[0], (String) columns[1]), ack(columns));
        }
        return acks;
    }

    private static Ack ack(Object[] columns) {
        return new Ack(
                (String) columns[1],
                (Long) columns[2],
                (Long) columns[3],
                (Long) columns[4],
                Instant.ofEpochMilli((Long) columns[5]),
                true);
    }
}
