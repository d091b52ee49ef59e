package org.chatboard.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL database with the tables of ChatBoard, for tests of query plans. PostgreSQL chooses them by the number of rows. */
public final class PostgresPlans implements AutoCloseable {
    private final TestDatabase database = TestDatabase.create(TestDatabase.Kind.POSTGRESQL, Path.of("unused"));
    private final Connection connection;

    /** Creates the database, runs the migrations, and then some statements that insert rows. */
    public PostgresPlans(String... inserts) throws SQLException {
        database.migrate("latest");
        connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            for (String insert : inserts) {
                statement.executeUpdate(insert);
            }
            statement.execute("ANALYZE");
        }
    }

    /** Runs a query. {@return its plan with the rows that each step has returned} */
    public String planOf(String sql, long... parameters) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF, SUMMARY OFF) " + sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setLong(i + 1, parameters[i]);
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = query.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
