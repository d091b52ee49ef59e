package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
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

/** An in-memory Derby database with the tables of ChatBoard, for tests of query plans and of plain SQL. */
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

    /** {@return an entity manager that has the connection, and can do nothing else} */
    public EntityManager entityManager() {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("unwrap")) {
                        return connection;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Runs a statement that changes rows. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** {@return how many rows of tables and indexes the statements of a piece of work visit} */
    public long rowsVisited(Runnable work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
            statement.execute("CALL SYSCS_UTIL.SYSCS_SET_XPLAIN_SCHEMA('VISITED')");
            work.run();
            statement.execute("CALL SYSCS_UTIL.SYSCS_SET_XPLAIN_SCHEMA('')");
            try (ResultSet sum = statement.executeQuery(
                    "SELECT COALESCE(SUM(no_visited_rows), 0) FROM visited.sysxplain_scan_props")) {
                assertThat(sum.next()).isTrue();
                return sum.getLong(1);
            } finally {
                statement.executeUpdate("DELETE FROM visited.sysxplain_scan_props");
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
