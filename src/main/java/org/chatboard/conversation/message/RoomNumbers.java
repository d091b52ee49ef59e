package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chatboard.platform.database.InList;

/**
 * The sequence numbers and message counts that the requests of a batch take, for the duration of one transaction. They come from the rows
 * of the rooms: an update takes them and locks the row until the commit, so numbers become visible in order and without gaps, whichever
 * node writes.
 *
 * <p>The rows are updated in ascending order of their ids, so that two batches do not wait for each other. The update reserves a number
 * for each request before it is known which of them will be rejected; {@link #release} gives back what was not used.
 */
final class RoomNumbers {
    private static final String RESERVE_CHANGES = "UPDATE room SET last_seq = last_seq + ?1 WHERE id = ?2";
    private static final String RESERVE_MESSAGES =
            "UPDATE room SET last_seq = last_seq + ?1, message_count = message_count + ?2, last_message_seq = last_seq + ?3"
                    + " WHERE id = ?4";
    /** The optimizer override makes Derby read no row of other rooms, which other writers have locked. PostgreSQL reads it as a comment. */
    private static final String READ = """
            SELECT id, last_seq, message_count, last_message_seq FROM room --DERBY-PROPERTIES constraint=room_pk
            WHERE id IN (%s)""";

    private static final String RELEASE =
            "UPDATE room SET last_seq = ?1, message_count = ?2, last_message_seq = ?3 WHERE id = ?4";
    private static final String LAST_MESSAGE = """
            SELECT COALESCE(MAX(seq), 0) FROM message --DERBY-PROPERTIES constraint=message_seq_uq
            WHERE room_id = ?""";

    private final Map<Long, Numbers> rooms = new TreeMap<>();

    /** The numbers of one room. */
    private static final class Numbers {
        private long requests;
        private long messages;
        private long placeOfLastMessage; // among the requests, from 1 on
        private long seq; // the last one that is taken
        private long count;
        private long lastMessageSeq; // of the last message that has taken a number, 0 if none has
        private long reservedSeq;
        private long reservedMessageSeq;

        void add(WriteRequest request) {
            requests++;
            if (request instanceof NewMessage) {
                messages++;
                placeOfLastMessage = requests;
            }
        }

        Query reservation(EntityManager em, long room) {
            if (messages == 0) {
                return em.createNativeQuery(RESERVE_CHANGES)
                        .setParameter(1, requests)
                        .setParameter(2, room);
            }
            return em.createNativeQuery(RESERVE_MESSAGES)
                    .setParameter(1, requests)
                    .setParameter(2, messages)
                    .setParameter(3, placeOfLastMessage)
                    .setParameter(4, room);
        }

        void reserved(long lastSeq, long messageCount, long lastMessage) {
            reservedSeq = lastSeq;
            reservedMessageSeq = lastMessage;
            seq = lastSeq - requests;
            count = messageCount - messages;
        }
    }

    /**
     * Reserves a number in its room for each request.
     *
     * @param requests those that are no repeats of an earlier transaction
     */
    RoomNumbers(EntityManager em, List<? extends WriteRequest> requests) {
        requests.forEach(request -> rooms.computeIfAbsent(request.room().roomId(), room -> new Numbers())
                .add(request));
        rooms.forEach((room, numbers) -> numbers.reservation(em, room).executeUpdate());
        if (!rooms.isEmpty()) {
            read(em);
        }
    }

    private void read(EntityManager em) {
        List<Long> ids = InList.padded(rooms.keySet());
        Query query = em.createNativeQuery(READ.formatted(String.join(",", Collections.nCopies(ids.size(), "?"))));
        for (int i = 0; i < ids.size(); i++) {
            query.setParameter(i + 1, ids.get(i));
        }
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            rooms.get((Long) columns[0]).reserved((Long) columns[1], (Long) columns[2], (Long) columns[3]);
        }
    }

    /** Takes the next sequence number of a room for a message, which {@link #count} counts. {@return the sequence number} */
    long takeMessage(long room) {
        Numbers numbers = rooms.get(room);
        numbers.lastMessageSeq = ++numbers.seq;
        numbers.count++;
        return numbers.seq;
    }

    /** Takes the next sequence number of a room for a change. {@return the sequence number} */
    long takeChange(long room) {
        return ++rooms.get(room).seq;
    }

    /** {@return the number of messages of a room} */
    long count(long room) {
        return rooms.get(room).count;
    }

    /** Gives back the numbers of requests that were rejected. */
    void release(EntityManager em) {
        rooms.forEach((room, numbers) -> {
            if (numbers.seq < numbers.reservedSeq) {
                em.createNativeQuery(RELEASE)
                        .setParameter(1, numbers.seq)
                        .setParameter(2, numbers.count)
                        .setParameter(3, lastMessageSeq(em, room, numbers))
                        .setParameter(4, room)
                        .executeUpdate();
            }
        });
    }

    private static long lastMessageSeq(EntityManager em, long room, Numbers numbers) {
        if (numbers.messages == 0) {
            return numbers.reservedMessageSeq; // unchanged
        }
        return numbers.lastMessageSeq > 0
                ? numbers.lastMessageSeq
                : ((Number) em.createNativeQuery(LAST_MESSAGE)
                                .setParameter(1, room)
                                .getSingleResult())
                        .longValue();
    }
}
