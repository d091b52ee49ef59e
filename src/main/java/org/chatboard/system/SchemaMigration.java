package org.chatboard.system;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database to the schema of this version, before anything reads it. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaMigration {
    @Resource(lookup = "java:app/jdbc/chatboard")
    DataSource database;

    @PostConstruct
    void migrate() {
        Flyway.configure(getClass().getClassLoader()).dataSource(database).placeholders(java.util.Map.of("bytewise", "")).load().migrate();
    }
}
