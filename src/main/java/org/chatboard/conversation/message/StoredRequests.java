package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.platform.database.InList;

/** Looks requests up by their {@code cid} among the messages and the changes, in one statement, since every batch pays for it. */
final class StoredRequests {
    /**
     * By the cid alone: somebody else's same one is rare, and sorted out by its key. Derby is told the index, since a plan that it makes
     * while a table is small scans the table, and stays in use while that grows; to PostgreSQL it is a comment.
     */
    private static final String SELECT = """
            SELECT sender_id, cid, room_id, id, seq, sent_at
            FROM message --DERBY-PROPERTIES constraint=message_cid_uq
            WHERE cid IN (%1$s)
            UNION ALL
            SELECT sender_id, cid, room_id, message_id, seq, sent_at
            FROM message_change --DERBY-PROPERTIES constraint=message_change_cid_uq
            WHERE cid IN (%1$s)""";

    private StoredRequests() {}

    /** {@return the acks of those that were stored before, which the caller may add to} */
    static Map<WriteRequest.Key, Ack> acks(EntityManager em, List<? extends WriteRequest> requests) {
        List<String> cids =
                InList.padded(requests.stream().map(WriteRequest::cid).toList());
        Query query = em.createNativeQuery(SELECT.formatted(String.join(",", Collections.nCopies(cids.size(), "?"))));
        int at = 0;
        for (int table = 0; table < 2; table++) {
            for (String cid : cids) {
                query.setParameter(++at, cid);
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
