package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilledMessagesTest {
    private static final FilledAccount ANN = new FilledAccount(1, "");
    private static final FilledAccount BEN = new FilledAccount(2, "");

    @Test
    void interleavesRoomsAndNumbersEachWithoutGaps() throws SQLException {
        FilledMessages.of(List.of(FilledRoom.of(7, ANN, BEN, 1), FilledRoom.of(8, ANN, BEN, 3)));

        assertThat(rows()).containsExactly("1: 7.1 by 1", "2: 8.1 by 1", "3: 8.2 by 2", "4: 8.3 by 1");
    }

    @Test
    void returnsNoRowsForRoomsWithoutMessages() throws SQLException {
        FilledMessages.of(List.of(FilledRoom.of(7, ANN, BEN, 0)));

        assertThat(rows()).isEmpty();
    }

    private static List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet messages = FilledMessages.rows()) {
            while (messages.next()) {
                rows.add(messages.getLong(1) + ": " + messages.getLong(2) + "." + messages.getLong(3) + " by "
                        + messages.getLong(5));
            }
        }
        return rows;
    }
}
