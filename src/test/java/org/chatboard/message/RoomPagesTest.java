package org.chatboard.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Derby does for a page, as it tells itself. */
class RoomPagesTest {
    private final String url = "jdbc:derby:memory:" + UUID.randomUUID();
    private Connection connection;

    @BeforeEach
    void makeRoom() throws SQLException {
        connection = DriverManager.getConnection(url + ";create=true");
        Flyway.configure()
                .dataSource(url, null, null)
                .placeholders(Map.of("bytewise", ""))
                .load()
                .migrate();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        try {
            DriverManager.getConnection(url + ";drop=true").close();
        } catch (SQLException e) { // that is how Derby says that it is done
            assertThat(e.getSQLState()).isEqualTo("08006");
        }
    }

    @Test
    void findsAPageByItsNumbersAndReadsNoTableThrough() throws SQLException {
        String backwards = planOf(RoomPages.SELECT + " DESC");
        String forwards = planOf(RoomPages.SELECT);

        for (String plan : new String[] {backwards, forwards}) {
            assertThat(plan)
                    .contains("Index Scan ResultSet for MESSAGE using constraint MESSAGE_SEQ_UQ")
                    .contains("ACCOUNT using constraint ACCOUNT_PK")
                    .doesNotContain("Table Scan")
                    .doesNotContain("Hash Scan");
        }
    }

    @Test
    void countsWhatIsUnreadByItsNumbers() throws SQLException {
        assertThat(planOf(RoomPages.COUNT_OF_OTHERS))
                .contains("Index Scan ResultSet for MESSAGE using constraint MESSAGE_SEQ_UQ")
                .doesNotContain("Table Scan");
    }

    private String planOf(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement page = connection.prepareStatement(sql)) {
            statement.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
            for (int i = 1; i <= page.getParameterMetaData().getParameterCount(); i++) {
                page.setLong(i, i);
            }
            page.executeQuery().close();
            try (ResultSet plan = statement.executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()")) {
                assertThat(plan.next()).isTrue();
                return plan.getString(1);
            }
        }
    }
}
