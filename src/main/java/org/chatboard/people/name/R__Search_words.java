package org.chatboard.people.name;

import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Recomputes the sort keys and search words of all accounts. The prefix {@code R__} makes it a repeatable Flyway migration: it
 * runs once, and again whenever {@link #getChecksum} has changed since the last run.
 */
@Dependent
public class R__Search_words extends BaseJavaMigration {
    private static final int BATCH_SIZE = 1_000;

    private record Row(long id, String username, String displayName) {}

    @Override
    public Integer getChecksum() {
        return NameFolding.checksum();
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM account_word")) {
            delete.executeUpdate();
        }
        List<Row> rows = rowsAfter(connection, 0);
        while (!rows.isEmpty()) {
            update(connection, rows);
            rows = rowsAfter(connection, rows.get(rows.size() - 1).id());
        }
    }

    private static List<Row> rowsAfter(Connection connection, long id) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, username, display_name FROM account WHERE id > ?"
                        + " ORDER BY id FETCH FIRST " + BATCH_SIZE + " ROWS ONLY")) {
            select.setLong(1, id);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(new Row(result.getLong(1), result.getString(2), result.getString(3)));
                }
            }
        }
        return rows;
    }

    private static void update(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement key = connection.prepareStatement("UPDATE account SET name_key = ? WHERE id = ?");
                PreparedStatement words =
                        connection.prepareStatement("INSERT INTO account_word (account_id, word) VALUES (?, ?)")) {
            for (Row row : rows) {
                key.setString(1, NameKey.of(row.displayName()));
                key.setLong(2, row.id());
                key.addBatch();
                for (String word : SearchWords.of(row.displayName(), row.username())) {
                    words.setLong(1, row.id());
                    words.setString(2, word);
                    words.addBatch();
                }
            }
            key.executeBatch();
            words.executeBatch();
        }
    }
}
