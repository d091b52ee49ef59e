package org.chatboard.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.chatboard.testing.TestDatabase;

/** Checks sequence numbers and counters in the database of a stopped server. */
final class SequenceCheck {
    private static final String ROOMS = """
            SELECT r.last_seq, n.numbers, n.least, n.most, r.message_count, m.messages, m.least, m.most, r.last_message_seq, m.newest
            FROM room r
            JOIN (SELECT room_id, COUNT(DISTINCT seq) AS numbers, MIN(seq) AS least, MAX(seq) AS most
                FROM (SELECT room_id, seq FROM message UNION ALL SELECT room_id, seq FROM message_change) AS used
                GROUP BY room_id) AS n ON n.room_id = r.id
            JOIN (SELECT room_id, COUNT(DISTINCT CASE WHEN event IS NULL THEN ordinal END) AS messages,
                MIN(CASE WHEN event IS NULL THEN ordinal END) AS least, MAX(CASE WHEN event IS NULL THEN ordinal END) AS most,
                MAX(seq) AS newest
                FROM message GROUP BY room_id) AS m ON m.room_id = r.id""";

    /** Counts sequence numbers, and idempotency keys of a sender, that both a message and a change use. */
    private static final String USED_TWICE = """
            SELECT COUNT(*) FROM message m JOIN message_change c
            ON m.room_id = c.room_id AND m.seq = c.seq OR m.cid = c.cid AND m.sender_id = c.sender_id""";

    private SequenceCheck() {}

    /** {@return the number of rooms with a gap or a wrong counter, plus the number of values used twice} */
    static long faults(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet rooms = connection.createStatement().executeQuery(ROOMS);
                ResultSet twice = connection.createStatement().executeQuery(USED_TWICE)) {
            twice.next();
            long faults = twice.getLong(1);
            while (rooms.next()) {
                faults += isContiguous(rooms, 1) && isContiguous(rooms, 5) && rooms.getLong(9) == rooms.getLong(10)
                        ? 0
                        : 1;
            }
            return faults;
        } finally {
            database.release();
        }
    }

    /** {@return whether the numbers in use are exactly those from 1 to the counter in this column} */
    private static boolean isContiguous(ResultSet rooms, int column) throws SQLException {
        long count = rooms.getLong(column);
        return rooms.getLong(column + 1) == count
                && rooms.getLong(column + 2) == Math.min(1, count) // a room of events alone has no message
                && rooms.getLong(column + 3) == count;
    }
}
