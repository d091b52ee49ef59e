package org.chatboard.account;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Derby does for a search, as it tells itself. */
class PeopleSearchTest {
    private final String url = "jdbc:derby:memory:" + UUID.randomUUID();
    private Connection connection;

    @BeforeEach
    void makeTables() throws SQLException {
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsTheRangeOfOneWordAndLooksTheRestUp(int words) throws SQLException {
        String plan = planOf(words);
        assertThat(plan)
                .contains("Index Scan ResultSet for ACCOUNT_WORD using index ACCOUNT_WORD_IX")
                .contains("Index Scan ResultSet for ACCOUNT using constraint ACCOUNT_PK")
                .doesNotContain("Table Scan")
                .doesNotContain("Hash Scan");
        assertThat(plan.split("using constraint ACCOUNT_WORD_PK", -1)).hasSize(words);
    }

    private String planOf(int words) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement search = connection.prepareStatement(PeopleSearch.select(words))) {
            statement.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
            int parameter = 1;
            for (int word = 0; word < words; word++) {
                search.setString(parameter++, "a");
                search.setString(parameter++, "b");
            }
            search.setString(parameter++, "");
            search.setString(parameter++, "");
            search.setLong(parameter++, 0);
            search.setLong(parameter, 0);
            search.executeQuery().close();
            try (ResultSet plan = statement.executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()")) {
                assertThat(plan.next()).isTrue();
                return plan.getString(1);
            }
        }
    }
}
