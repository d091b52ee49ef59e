package org.chatboard.platform.database;

import jakarta.annotation.sql.DataSourceDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.chatboard.platform.environment.DatabaseCredentials;
import org.chatboard.platform.environment.DatabaseUrl;
import org.chatboard.platform.environment.SettingsReader;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The data source: Derby under {@code CHATBOARD_DATA}, or the database of {@code CHATBOARD_DATABASE_URL} with
 * the {@linkplain DatabaseCredentials credentials} of the settings. Payara pools its connections.
 *
 * <p>It is declared in the WAR so that the WAR runs on a plain Payara Micro. A {@link DataSourceDefinition} names exactly one
 * class, and this WAR supports two databases. Derby's own data source takes no URL, and a driver is not a data source. So this
 * class is a data source around the driver of either database.
 */
@DataSourceDefinition(
        name = Database.JNDI_NAME,
        className = "org.chatboard.platform.database.Database",
        isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
        initialPoolSize = 2,
        minPoolSize = 2,
        maxPoolSize = 32)
public class Database implements DataSource {
    /** The JNDI name of the pooled data source. */
    public static final String JNDI_NAME = "java:app/jdbc/chatboard";

    /**
     * Lock around opening a connection and shutting down an unwritable database, so that no thread shuts down a database that
     * another has just opened.
     */
    private static final Object OPENING = new Object();

    private final DatabaseUrl url;
    private final Properties credentials;
    private final Driver driver;

    /**
     * Called by the container; reads the settings.
     *
     * @throws IllegalStateException if no driver in the WAR accepts the URL
     * @throws UncheckedIOException if the data directory cannot be created
     */
    public Database() {
        this(ConfigProvider.getConfig());
        if (url.isDerby()) {
            prepareDerby(settings(ConfigProvider.getConfig()).dataDirectory());
        }
    }

    private Database(Config config) {
        this(configuredUrl(config), DatabaseCredentials.read(settings(config)));
    }

    /**
     * Finds the driver for a URL.
     *
     * @throws IllegalStateException if no driver in the WAR accepts the URL
     */
    Database(DatabaseUrl url, DatabaseCredentials credentials) {
        this.url = url;
        this.credentials = credentials.toProperties();
        driver = ServiceLoader.load(Driver.class, Database.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(this::acceptsUrl)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("CHATBOARD_DATABASE_URL is not a complete JDBC URL: write it as"
                                + " jdbc:postgresql://host:5432/name."));
    }

    /** {@return the URL of the application's database} */
    static DatabaseUrl configuredUrl(Config config) {
        SettingsReader settings = settings(config);
        return DatabaseUrl.read(settings, settings.dataDirectory());
    }

    private static SettingsReader settings(Config config) {
        return new SettingsReader(name -> config.getOptionalValue(name, String.class));
    }

    private static void prepareDerby(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + data + " cannot be created", e);
        }
        if (System.getProperty("derby.stream.error.file") == null) {
            System.setProperty(
                    "derby.stream.error.file", data.resolve("derby.log").toString());
        }
    }

    private boolean acceptsUrl(Driver candidate) {
        try {
            return candidate.acceptsURL(url.value());
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return url.isDerby() ? derbyConnection() : postgresConnection();
    }

    private Connection postgresConnection() throws SQLException {
        try {
            return driver.connect(url.value(), credentials);
        } catch (SQLException e) {
            throw DatabaseProblem.explained(e, url, credentials.getProperty("user", System.getProperty("user.name")));
        }
    }

    private Connection derbyConnection() throws SQLException {
        synchronized (OPENING) {
            Connection connection = driver.connect(url.value(), credentials);
            if (connection.isReadOnly()) {
                connection.close();
                throw shutDownUnwritable();
            }
            return connection;
        }
    }

    /**
     * Shuts the database down. Derby opens a database that it cannot write to as read-only, without the transactions that only
     * its log has: readers would miss the newest messages, even after the files became writable. The next connection opens it
     * again.
     */
    private SQLException shutDownUnwritable() {
        SQLException unwritable = new SQLException("The files of the database cannot be written");
        try {
            driver.connect(url + ";shutdown=true", credentials);
        } catch (SQLException e) { // Derby reports a successful shutdown by an exception
            unwritable.addSuppressed(e);
        }
        return unwritable;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection(); // the pool passes the credentials of the definition, which has none
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // JDBC tracing is not used
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the URL may have a parameter for the timeout
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
