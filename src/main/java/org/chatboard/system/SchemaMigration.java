package org.chatboard.system;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
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

    /** @throws IllegalStateException where the schema is newer than this version: the server does not start */
    @PostConstruct
    void migrate() {
        Flyway flyway = Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .placeholders(Map.of("bytewise", isDerby() ? "" : "COLLATE \"C\""))
                .javaMigrations(javaMigrations())
                .load();
        refuseNewerSchema(flyway);
        flyway.migrate();
    }

    private JavaMigration[] javaMigrations() {
        List<JavaMigration> all = new ArrayList<>(List.of(new V5__Dotless_i()));
        furtherMigrations.forEach(all::add);
        return all.toArray(JavaMigration[]::new);
    }

    private boolean isDerby() {
        try (Connection connection = database.getConnection()) {
            return Database.isDerby(connection.getMetaData().getURL());
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
        }
    }

    private static void refuseNewerSchema(Flyway flyway) {
        Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
                .findFirst()
                .ifPresent(migration -> {
                    throw new IllegalStateException("The database has schema version " + migration.getVersion()
                            + ", made by a newer ChatBoard than this one. Start that version, or restore the backup that"
                            + " was made before the update.");
                });
    }
}
