package org.chatboard.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** The database of one test server: Derby in its data directory, or a new database of the {@link PostgresServer}. */
public final class TestDatabase implements AutoCloseable {
    private static final String POSTGRES_USER = "postgres";
    private static final String POSTGRES_PASSWORD = "any: the server trusts this machine";
    private static final String DERBY_IS_CLOSED = "08006"; // SQLState by which Derby reports a successful shutdown
    private static final AtomicInteger CREATED = new AtomicInteger();

    private final Kind kind;
    private final String name;
    private final String url;

    /** The database systems on which ChatBoard runs. */
    public enum Kind {
        DERBY("Derby"),
        POSTGRESQL("PostgreSQL");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** {@return the name of the product} */
        public String title() {
            return title;
        }

        /** {@return the system that the Maven property {@code database} names; Derby without the property} */
        public static Kind chosen() {
            String property = System.getProperty("chatboard.it.database", "derby");
            for (Kind kind : values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(property)) {
                    return kind;
                }
            }
            throw new IllegalStateException(
                    "The property database is \"" + property + "\". Use -Ddatabase=derby or -Ddatabase=postgresql.");
        }

        /** {@return the system that is not {@link #chosen}, for the tests that run on both in every build} */
        public static Kind other() {
            return chosen() == DERBY ? POSTGRESQL : DERBY;
        }
    }

    private TestDatabase(Kind kind, String name, String url) {
        this.kind = kind;
        this.name = name;
        this.url = url;
    }

    /**
     * Creates an empty database on PostgreSQL. On Derby the first connection creates it.
     *
     * @param data the data directory of the server
     */
    public static TestDatabase create(Kind kind, Path data) {
        if (kind == Kind.DERBY) {
            return new TestDatabase(kind, "db", "jdbc:derby:directory:" + data.resolve("db"));
        }
        String name = "chatboard_" + CREATED.incrementAndGet();
        executeOnPostgres("CREATE DATABASE " + name);
        return new TestDatabase(
                kind,
                name,
                "jdbc:postgresql://127.0.0.1:" + PostgresServer.get().getPort() + "/" + name);
    }

    /** {@return whether this is a Derby database} */
    public boolean isDerby() {
        return kind == Kind.DERBY;
    }

    /** {@return the environment variables with which a server uses this database; none for Derby, which is the default} */
    public Map<String, String> settings() {
        return isDerby()
                ? Map.of()
                : Map.of(
                        "CHATBOARD_DATABASE_URL", url,
                        "CHATBOARD_DATABASE_USER", POSTGRES_USER,
                        "CHATBOARD_DATABASE_PASSWORD", POSTGRES_PASSWORD);
    }

    /** {@return a new connection; at that time no server may have the database open if it is a Derby database} */
    public Connection connect() throws SQLException {
        return isDerby()
                ? DriverManager.getConnection(url + ";create=true")
                : DriverManager.getConnection(url, POSTGRES_USER, POSTGRES_PASSWORD);
    }

    /**
     * Creates the tables of an older version of ChatBoard.
     *
     * @param version the last migration to run, before the first one that is written in Java
     */
    public void migrate(String version) {
        Flyway.configure()
                .dataSource(
                        isDerby() ? url + ";create=true" : url,
                        isDerby() ? null : POSTGRES_USER,
                        isDerby() ? null : POSTGRES_PASSWORD)
                .placeholders(Map.of("bytewise", isDerby() ? "" : "COLLATE \"C\""))
                .target(version)
                .load()
                .migrate();
    }

    /** Closes a Derby database in this JVM, so that a server can open it. */
    public void release() throws SQLException {
        if (isDerby()) {
            try {
                DriverManager.getConnection(url + ";shutdown=true").close();
            } catch (SQLException e) {
                if (!DERBY_IS_CLOSED.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    /** Drops a PostgreSQL database. A Derby database is deleted with the data directory. */
    @Override
    public void close() {
        if (!isDerby()) {
            executeOnPostgres("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    private static void executeOnPostgres(String sql) {
        try (Connection connection = PostgresServer.get().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL rejects " + sql, e);
        }
    }
}
