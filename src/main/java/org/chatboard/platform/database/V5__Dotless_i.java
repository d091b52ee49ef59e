package org.chatboard.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Schema version 5: replaces the dotless i by i in {@code account.name_key}, the column by which people are sorted and found. It
 * is written in Java because Derby has no REPLACE function. Flyway reads the version from the class name.
 */
final class V5__Dotless_i extends BaseJavaMigration {
    private static final char DOTLESS = '\u0131';

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (PreparedStatement update = connection.prepareStatement("UPDATE account SET name_key = ? WHERE id = ?")) {
            for (Map.Entry<Long, String> key : keys(connection).entrySet()) {
                update.setString(1, key.getValue().replace(DOTLESS, 'i'));
                update.setLong(2, key.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** {@return the keys that contain a dotless i, by account id} All are read before the first update. */
    private static Map<Long, String> keys(Connection connection) throws SQLException {
        Map<Long, String> keys = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, name_key FROM account WHERE name_key LIKE ?")) {
            select.setString(1, "%" + DOTLESS + "%");
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.put(rows.getLong(1), rows.getString(2));
                }
            }
        }
        return keys;
    }
}
