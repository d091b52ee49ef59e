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
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.migration.JavaMigration;

/** Brings the database to the schema of this version before anything reads it. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN) // Flyway commits by itself
public class SchemaMigration {
    @Resource(lookup = Database.JNDI_NAME)
    DataSource database;

    /** Those of packages above this one. */
    Iterable<JavaMigration> furtherMigrations;

    @Inject
    void setFurtherMigrations(@Any Instance<JavaMigration> migrations) {
        furtherMigrations = migrations;
    }

    /**
     * @throws IllegalStateException where the schema is newer than this version, or the database cannot be written: the server does not
     *     start
     */
    @PostConstruct
    void migrate() {
        try (Connection connection = database.getConnection()) {
            migrateBy(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** A name of its own: Payara finds the method to call after construction by its name alone. */
    private void migrateBy(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        boolean derby = Database.isDerby(url);
        Flyway flyway = Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .placeholders(Map.of("bytewise", derby ? "" : "COLLATE \"C\""))
                .javaMigrations(javaMigrations())
                .load();
        try {
            refuseNewerSchema(flyway);
            flyway.migrate();
            tryToWrite(connection);
        } catch (FlywayException | SQLException e) {
            throw derby
                    ? new IllegalStateException(e)
                    : unusable(e, url, connection.getMetaData().getUserName());
        }
    }

    /** A database that can only be read is found out here, where there was nothing to migrate, and not by the first message. */
    private static void tryToWrite(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM account WHERE id = 0"); // nobody has it
        }
    }

    /** Without a cause, since the innermost one is what the launcher tells. */
    private static IllegalStateException unusable(Exception e, String url, String user) {
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

    private static void refuseNewerSchema(Flyway flyway) {
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
