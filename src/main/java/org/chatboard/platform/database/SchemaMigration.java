package org.chatboard.platform.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.chatboard.platform.environment.DatabaseUrl;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.migration.JavaMigration;

/** Migrates the database to the schema of this version at the start, before any other bean reads it. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN) // Flyway commits by itself
public class SchemaMigration {
    @Resource(lookup = Database.JNDI_NAME)
    DataSource database;

    /** Migrations in Java that belong to higher packages. */
    Iterable<JavaMigration> furtherMigrations;

    @Inject
    void setFurtherMigrations(@Any Instance<JavaMigration> migrations) {
        furtherMigrations = migrations;
    }

    /**
     * Migrates the schema.
     *
     * @throws IllegalStateException if the schema is newer than this version, or the database cannot be written; the application
     *     is not deployed then
     */
    @PostConstruct
    void migrate() {
        try (Connection connection = database.getConnection()) {
            migrateWith(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Migrates the schema over a connection. Has another name than {@link #migrate}, because Payara finds a
     * {@code @PostConstruct} method by its name alone.
     */
    private void migrateWith(Connection connection) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(connection.getMetaData().getURL()).orElseThrow();
        Flyway flyway = Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .placeholders(Map.of("bytewise", url.isDerby() ? "" : "COLLATE \"C\""))
                .javaMigrations(javaMigrations())
                .load();
        try {
            rejectNewerSchema(flyway);
            flyway.migrate();
            checkWritable(connection);
        } catch (FlywayException | SQLException e) {
            throw url.isDerby()
                    ? new IllegalStateException(e)
                    : unusable(e, url, connection.getMetaData().getUserName());
        }
    }

    /** Detects a read-only database at the start instead of at the first message, even if there was nothing to migrate. */
    private static void checkWritable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM account WHERE id = 0"); // no account has id 0
        }
    }

    /**
     * {@return the exception for a database that cannot be used} It has no cause, because the launcher prints the message of the
     * innermost cause.
     */
    private static IllegalStateException unusable(Exception e, DatabaseUrl url, String user) {
        IllegalStateException unusable = Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .findFirst()
                .map(cause -> new IllegalStateException(DatabaseProblem.sentence((SQLException) cause, url, user)))
                .orElseGet(() -> new IllegalStateException(e.getMessage()));
        unusable.addSuppressed(e);
        return unusable;
    }

    private JavaMigration[] javaMigrations() {
        List<JavaMigration> all = new ArrayList<>(List.of(new V5__Dotless_i()));
        furtherMigrations.forEach(all::add);
        return all.toArray(JavaMigration[]::new);
    }

    private static void rejectNewerSchema(Flyway flyway) {
        Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
                .findFirst()
                .ifPresent(migration -> {
                    throw new IllegalStateException("The database has schema version " + migration.getVersion()
                            + ", which a newer ChatBoard made. Start that version, or restore the backup that"
                            + " was made before the update.");
                });
    }
}
