package org.chatboard.conversation.message;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chatboard.conversation.request.MessageChange;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.room.RoomState;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;

/**
 * The sequence numbers and message counts that the requests of a batch take, for the duration of one transaction. They come from the rows
 * of the rooms: an update takes them and locks the row until the commit, so numbers become visible in order and without gaps, whichever
 * node writes.
 *
 * <p>The rows are updated in ascending order of their ids, so that two batches do not wait for each other. The update reserves a number
 * for each request before it is known which of them will be rejected; {@link #release} gives back what was not used.
 */
final class RoomNumbers {
    private static final String RESERVE_CHANGES = "UPDATE room SET last_seq = last_seq + ? WHERE id = ?";
    private static final String RESERVE_LINES =
            "UPDATE room SET last_seq = last_seq + ?, message_count = message_count + ?, last_message_seq = last_seq + ?"
                    + " WHERE id = ?";
    /** The optimizer override makes Derby read no row of other rooms, which other writers have locked. PostgreSQL reads it as a comment. */
    private static final String READ = """
            SELECT id, last_seq, message_count, last_message_seq, archived_at FROM room --DERBY-PROPERTIES constraint=room_pk
            WHERE id IN (%s)""";

    private static final String RELEASE =
            "UPDATE room SET last_seq = ?, message_count = ?, last_message_seq = ? WHERE id = ?";
    private static final String LAST_LINE = """
            SELECT COALESCE(MAX(seq), 0) FROM message --DERBY-PROPERTIES constraint=message_seq_uq
            WHERE room_id = ?""";

    private final Map<Long, Numbers> rooms = new TreeMap<>();

    /** The numbers of one room. */
    private static final class Numbers {
        private long requests;
        private long messages;
        private long placeOfLastLine; // of the last message or room event among the requests, from 1 on; 0 for none
        private long seq; // the last one that is taken
        private long count;
        private long lastLineSeq; // of the last message or room event that has taken a number, 0 if none has
        private long reservedSeq;
        private long reservedLineSeq;
        private boolean archived;

        void add(WriteRequest request) {
            requests++;
            if (request instanceof NewMessage) {
                messages++;
            }
            if (!(request instanceof MessageChange)) {
                placeOfLastLine = requests;
            }
        }

        void reserve(EntityManager em, long room) {
            if (placeOfLastLine == 0) {
                Sql.update(em, RESERVE_CHANGES, requests, room);
            } else {
                Sql.update(em, RESERVE_LINES, requests, messages, placeOfLastLine, room);
            }
        }

        void reserved(ResultSet row) throws SQLException {
            reservedSeq = row.getLong(2);
            reservedLineSeq = row.getLong(4);
            seq = reservedSeq - requests;
            count = row.getLong(3) - messages;
            archived = row.getObject(5) != null;
        }

        long takeLine() {
            lastLineSeq = ++seq;
            return seq;
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
        rooms.forEach((room, numbers) -> numbers.reserve(em, room));
        if (!rooms.isEmpty()) {
            read(em);
        }
    }

    private void read(EntityManager em) {
        List<Long> ids = InList.padded(rooms.keySet());
        String sql = READ.formatted(String.join(",", Collections.nCopies(ids.size(), "?")));
        Sql.query(em, sql, ids, row -> {
            Numbers numbers = rooms.get(row.getLong(1));
            numbers.reserved(row);
            return numbers;
        });
    }

    /** Takes the next sequence number of a room for a message, which {@link #count} counts. {@return the sequence number} */
    long takeMessage(long room) {
        Numbers numbers = rooms.get(room);
        numbers.count++;
        return numbers.takeLine();
    }

    /** Takes the next sequence number of a room for a room event, which {@link #count} does not count. {@return the sequence number} */
    long takeEvent(long room) {
        return rooms.get(room).takeLine();
    }

    /** Takes the next sequence number of a room for a change. {@return the sequence number} */
    long takeChange(long room) {
        return ++rooms.get(room).seq;
    }

    /** {@return the number of messages of a room} */
    long count(long room) {
        return rooms.get(room).count;
    }

    /** {@return the counters of a room as they are at this point of the batch} */
    RoomState state(long room) {
        Numbers numbers = rooms.get(room);
        return new RoomState(room, numbers.seq, numbers.lastLineSeq, numbers.count);
    }

    /** {@return whether a room is archived at this point of the batch} */
    boolean isArchived(long room) {
        return rooms.get(room).archived;
    }

    void setArchived(long room, boolean archived) {
        rooms.get(room).archived = archived;
    }

    /** Gives back the numbers of requests that were rejected. */
    void release(EntityManager em) {
        rooms.forEach((room, numbers) -> {
            if (numbers.seq < numbers.reservedSeq) {
                Sql.update(em, RELEASE, numbers.seq, numbers.count, lastLineSeq(em, room, numbers), room);
            }
        });
    }

    private static long lastLineSeq(EntityManager em, long room, Numbers numbers) {
        if (numbers.placeOfLastLine == 0) {
            return numbers.reservedLineSeq; // unchanged
        }
        return numbers.lastLineSeq > 0
                ? numbers.lastLineSeq
                : Sql.query(em, LAST_LINE, List.of(room), row -> row.getLong(1)).get(0);
    }
}
