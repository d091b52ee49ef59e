package org.chatboard.conversation.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.api.Test;

/** Checks the query plan that Derby chooses for counting messages. */
class MessageCountQueryTest {
    @Test
    void countsByIndexAndScansNoTable() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            assertThat(database.planOf(MessageCountQuery.FROM_OTHERS))
                    .contains("Index Scan ResultSet for MESSAGE using constraint MESSAGE_SEQ_UQ")
                    .doesNotContain("Table Scan");
        }
    }
}
