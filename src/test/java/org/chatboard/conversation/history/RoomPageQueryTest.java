package org.chatboard.conversation.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks the query plans that Derby chooses for reading a page of a room's messages. */
class RoomPageQueryTest {
    private MemoryDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        database = new MemoryDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void readsAPageByIndexAndScansNoTable() throws SQLException {
        String backwards = database.planOf(RoomPageQuery.SELECT + " DESC");
        String forwards = database.planOf(RoomPageQuery.SELECT);

        for (String plan : new String[] {backwards, forwards}) {
            assertThat(plan)
                    .contains("Index Scan ResultSet for MESSAGE using constraint MESSAGE_SEQ_UQ")
                    .contains("ACCOUNT using constraint ACCOUNT_PK")
                    .doesNotContain("Table Scan")
                    .doesNotContain("Hash Scan");
        }
    }
}
