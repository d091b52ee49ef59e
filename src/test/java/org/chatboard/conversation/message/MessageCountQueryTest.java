package org.chatboard.conversation.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.api.Test;

/** Checks the query plan that Derby chooses for counting messages. */
class MessageCountQueryTest {
    @Test
    void countsByIndexAndScansNoTable() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            for (String query : List.of(MessageCountQuery.FROM_OTHERS, MessageCountQuery.MORE_MEMBERS)) {
                assertThat(database.planOf(query))
                        .contains("Index Scan ResultSet for MESSAGE using constraint MESSAGE_SEQ_UQ")
                        .doesNotContain("Table Scan");
            }
        }
    }
}
