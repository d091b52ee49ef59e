package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A look into the database of a server that has ended. */
final class SequenceCheck {
    private static final String ROOMS = """
            SELECT r.last_seq, n.numbers, n.least, n.most, r.message_count, m.messages, m.least, m.most, r.last_message_seq, m.newest
            FROM room r
            JOIN (SELECT room_id, COUNT(DISTINCT seq) AS numbers, MIN(seq) AS least, MAX(seq) AS most
                FROM (SELECT room_id, seq FROM message UNION ALL SELECT room_id, seq FROM message_change) AS used
                GROUP BY room_id) AS n ON n.room_id = r.id
            JOIN (SELECT room_id, COUNT(DISTINCT ordinal) AS messages, MIN(ordinal) AS least, MAX(ordinal) AS most, MAX(seq) AS newest
                FROM message GROUP BY room_id) AS m ON m.room_id = r.id""";

    /** A number that a message and a change have, and a cid likewise. */
    private static final String TWICE = """
            SELECT COUNT(*) FROM message m JOIN message_change c
            ON m.room_id = c.room_id AND m.seq = c.seq OR m.cid = c.cid AND m.sender_id = c.sender_id""";

    private SequenceCheck() {}

    /** How many rooms are counted otherwise than they are, or have a number that is missing. */
    static long faults(Path derby) throws SQLException {
        String url = "jdbc:derby:" + derby;
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rooms = connection.createStatement().executeQuery(ROOMS);
                ResultSet twice = connection.createStatement().executeQuery(TWICE)) {
            twice.next();
            long faults = twice.getLong(1);
            while (rooms.next()) {
                faults += isWhole(rooms, 1) && isWhole(rooms, 5) && rooms.getLong(9) == rooms.getLong(10) ? 0 : 1;
            }
            return faults;
        } finally {
            shutDown(url);
        }
    }

    /** Whether a count, as the room has it, is that of its numbers from 1 to itself. */
    private static boolean isWhole(ResultSet rooms, int column) throws SQLException {
        long count = rooms.getLong(column);
        return rooms.getLong(column + 1) == count
                && rooms.getLong(column + 2) == 1
                && rooms.getLong(column + 3) == count;
    }

    private static void shutDown(String url) {
        try {
            DriverManager.getConnection(url + ";shutdown=true").close();
        } catch (SQLException e) { // that is how Derby says that it is done
            assertThat(e.getSQLState()).isEqualTo("08006");
        }
    }
}
