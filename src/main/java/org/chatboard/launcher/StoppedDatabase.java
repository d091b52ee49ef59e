package org.chatboard.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.chatboard.platform.environment.DatabaseCredentials;
import org.chatboard.platform.environment.DatabaseUrl;
import org.chatboard.platform.environment.PromotionOutcome;
import org.chatboard.platform.environment.SettingsReader;

/** The database while no server of this data directory runs. Its driver is in the WAR, from which it is unpacked for the time of the work. */
final class StoppedDatabase {
    private static final String WAR = "MICRO-INF/deploy/chatboard.war";
    private static final Pattern DRIVERS = Pattern.compile("WEB-INF/lib/((derby|postgresql)[^/]*\\.jar)");

    private final DatabaseUrl url;
    private final Properties credentials;
    private final Path data;

    StoppedDatabase(DatabaseUrl url, SettingsReader reader, Path data) {
        this.url = url;
        this.data = data;
        credentials = DatabaseCredentials.read(reader).toProperties();
    }

    /**
     * Makes an account administrator, and records it in the audit log.
     *
     * @throws StartRejectedException if the database does not exist or cannot be used
     */
    PromotionOutcome promote(String username) throws IOException {
        if (url.folder().isPresent()) {
            checkFolder();
            System.setProperty(
                    "derby.stream.error.file", data.resolve("derby.log").toString());
        }
        Path unpacked = Files.createTempDirectory("chatboard-driver");
        try (URLClassLoader drivers = new URLClassLoader(unpackDrivers(unpacked))) {
            return promote(username, driver(drivers));
        } catch (SQLException e) {
            throw new StartRejectedException("The database " + url + " cannot be used: " + e.getMessage(), e);
        } finally {
            Archive.remove(unpacked);
        }
    }

    private void checkFolder() throws IOException {
        Path properties = url.folder()
                .map(folder -> folder.resolve("service.properties"))
                .filter(Files::exists)
                .orElseThrow(() -> new StartRejectedException("There is no database " + url
                        + " yet. Start ChatBoard once, or name the data directory of the server:"
                        + " CHATBOARD_DATA=/path/to/folder."));
        String owner = Files.getOwner(properties).getName();
        String user = System.getProperty("user.name");
        if (Files.getFileStore(properties).supportsFileAttributeView("posix") && !owner.equals(user)) {
            throw new StartRejectedException("The database belongs to user " + owner + ", and this is user " + user
                    + ", whose files would keep the server from starting. Run this command as " + owner + ".");
        }
    }

    private PromotionOutcome promote(String username, Driver driver) throws SQLException {
        try (Connection connection = driver.connect(url.value(), credentials)) {
            connection.setAutoCommit(false);
            PromotionOutcome outcome = promote(username.toLowerCase(Locale.ROOT), connection);
            connection.commit();
            return outcome;
        } finally {
            if (url.folder().isPresent()) {
                shutDown(driver);
            }
        }
    }

    private PromotionOutcome promote(String username, Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT id, role, disabled_at FROM account WHERE username = ? FOR UPDATE")) {
            find.setString(1, username);
            try (ResultSet account = find.executeQuery()) {
                if (!account.next()) {
                    return PromotionOutcome.NO_SUCH_ACCOUNT;
                }
                if (account.getObject("disabled_at") != null) {
                    return PromotionOutcome.DISABLED;
                }
                if (account.getString("role").equals("ADMIN")) {
                    return PromotionOutcome.ALREADY;
                }
                update(account.getLong("id"), connection);
                record(username, account.getString("role"), connection);
                return PromotionOutcome.DONE;
            }
        }
    }

    private static void update(long accountId, Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE account SET role = 'ADMIN' WHERE id = ?")) {
            update.setLong(1, accountId);
            update.executeUpdate();
        }
    }

    /** Writes the event that {@code AdministratorService} writes on a running server, unless the database is of a version without the log. */
    private void record(String username, String formerRole, Connection connection) throws SQLException {
        if (!hasAuditLog(connection)) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO audit_event (id, happened_at, action, subject, value_before, value_after) VALUES ("
                        + url.nextValueOf("audit_event_seq") + ", ?, 'ADMIN_MADE', ?, ?, 'ADMIN')")) {
            insert.setLong(1, System.currentTimeMillis());
            insert.setString(2, username);
            insert.setString(3, formerRole);
            insert.executeUpdate();
        }
    }

    private static boolean hasAuditLog(Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                        "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"version\" = '12'");
                ResultSet found = find.executeQuery()) {
            return found.next();
        }
    }

    private void shutDown(Driver driver) throws SQLException {
        try {
            driver.connect(url + ";shutdown=true", credentials);
        } catch (SQLException e) {
            if (!"08006".equals(e.getSQLState())) { // by which Derby reports a successful shutdown
                throw e;
            }
        }
    }

    private Driver driver(ClassLoader drivers) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, drivers)) {
            if (driver.acceptsURL(url.value())) {
                return driver;
            }
        }
        throw new SQLException("no driver accepts it");
    }

    private static URL[] unpackDrivers(Path folder) throws IOException {
        List<URL> unpacked = new ArrayList<>();
        try (JarFile jar = new JarFile(UnpackedServer.jar().toFile());
                ZipInputStream war = new ZipInputStream(jar.getInputStream(jar.getEntry(WAR)))) {
            for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
                Matcher name = DRIVERS.matcher(entry.getName());
                if (name.matches()) {
                    unpacked.add(copy(war, folder.resolve(name.group(1))));
                }
            }
        }
        return unpacked.toArray(URL[]::new);
    }

    private static URL copy(InputStream from, Path to) throws IOException {
        Files.copy(from, to);
        return to.toUri().toURL();
    }
}
