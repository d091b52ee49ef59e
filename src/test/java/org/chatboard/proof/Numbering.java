package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A look into the database of a server that has ended. */
final class Numbering {
    private static final String ROOMS = """
            SELECT r.message_count, r.last_seq, COUNT(m.ordinal), MIN(m.ordinal), MAX(m.ordinal), MIN(m.seq), MAX(m.seq),
                r.last_message_seq
            FROM room r JOIN message m ON m.room_id = r.id GROUP BY r.id, r.message_count, r.last_seq, r.last_message_seq""";

    private Numbering() {}

    /** How many rooms are counted otherwise than they are, or have a number that is missing. */
    static long faults(Path derby) throws SQLException {
        String url = "jdbc:derby:" + derby;
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rooms = connection.createStatement().executeQuery(ROOMS)) {
            long faults = 0;
            while (rooms.next()) {
                long count = rooms.getLong(1);
                boolean whole = true;
                for (int last : new int[] {2, 3, 5, 7, 8}) {
                    whole &= rooms.getLong(last) == count;
                }
                whole &= rooms.getLong(4) == 1 && rooms.getLong(6) == 1;
                faults += whole ? 0 : 1;
            }
            return faults;
        } finally {
            shutDown(url);
        }
    }

    private static void shutDown(String url) {
        try {
            DriverManager.getConnection(url + ";shutdown=true").close();
        } catch (SQLException e) { // that is how Derby says that it is done
            assertThat(e.getSQLState()).isEqualTo("08006");
        }
    }
}
