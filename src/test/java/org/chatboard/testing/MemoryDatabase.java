package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** An in-memory Derby database with the tables of ChatBoard, for tests of query plans. */
public final class MemoryDatabase implements AutoCloseable {
    private final String url = "jdbc:derby:memory:" + UUID.randomUUID();
    private final Connection connection;

    /** Creates the database and runs the migrations. */
    public MemoryDatabase() throws SQLException {
        connection = DriverManager.getConnection(url + ";create=true");
        Flyway.configure()
                .dataSource(url, null, null)
                .placeholders(Map.of("bytewise", ""))
                .load()
                .migrate();
    }

    /** Runs a query and returns the plan that Derby chose. Each text parameter is {@code "a"}, each other one is its index. */
    public String planOf(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement query = connection.prepareStatement(sql)) {
            statement.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
            ParameterMetaData parameters = query.getParameterMetaData();
            for (int i = 1; i <= parameters.getParameterCount(); i++) {
                if (parameters.getParameterType(i) == Types.VARCHAR) {
                    query.setString(i, "a");
                } else {
                    query.setLong(i, i);
                }
            }
            query.executeQuery().close();
            try (ResultSet plan = statement.executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()")) {
                assertThat(plan.next()).isTrue();
                return plan.getString(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        try {
            DriverManager.getConnection(url + ";drop=true").close();
        } catch (SQLException e) { // Derby reports a successful drop by this error
            assertThat(e.getSQLState()).isEqualTo("08006");
        }
    }
}
