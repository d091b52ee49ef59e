package org.chatboard.platform.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs SQL on the connection of the caller's transaction, for the statements that every message needs. EclipseLink compares each parameter
 * of a native query with all others, which took six percent of the processor at full load. It does not flush before these statements.
 */
public final class Sql {
    private Sql() {}

    /** Maps the current row of a result. */
    public interface RowMapper<T> {
        /** {@return the value of the row} */
        T map(ResultSet row) throws SQLException;
    }

    /**
     * {@return the rows of a query}
     *
     * @throws PersistenceException if the database rejects it
     */
    public static <T> List<T> query(EntityManager em, String sql, List<?> parameters, RowMapper<T> mapper) {
        try (PreparedStatement statement = prepare(em, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> mapped = new ArrayList<>();
            while (rows.next()) {
                mapped.add(mapper.map(rows));
            }
            return mapped;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * Changes rows. {@return how many}
     *
     * @param parameters may be null
     * @throws PersistenceException if the database rejects it
     */
    public static int update(EntityManager em, String sql, Object... parameters) {
        try (PreparedStatement statement = prepare(em, sql, Arrays.asList(parameters))) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * Runs a statement once for each list of parameters, in one batch. Does nothing without any.
     *
     * @throws PersistenceException if the database rejects it
     */
    public static void updateAll(EntityManager em, String sql, List<? extends List<?>> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = prepare(em, sql, parameters.get(0))) {
            for (List<?> each : parameters) {
                set(statement, each);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** The connection stays open: it belongs to the transaction. */
    private static PreparedStatement prepare(EntityManager em, String sql, List<?> parameters) throws SQLException {
        PreparedStatement statement = em.unwrap(Connection.class).prepareStatement(sql);
        set(statement, parameters);
        return statement;
    }

    private static void set(PreparedStatement statement, List<?> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
    }
}
