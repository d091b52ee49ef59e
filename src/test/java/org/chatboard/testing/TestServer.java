package org.chatboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A server for integration tests. It has no rate limits unless the settings of the test set them. */
public final class TestServer implements AutoCloseable {
    /** Settings that switch the rate limits off. */
    public static final Map<String, String> WITHOUT_RATE_LIMITS = Map.of(
            "CHATBOARD_LIMIT_MESSAGES_PER_SECOND", "0",
            "CHATBOARD_LIMIT_FRAMES_PER_SECOND", "0",
            "CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "0",
            "CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "0",
            "CHATBOARD_LIMIT_ROOMS_PER_HOUR", "0",
            "CHATBOARD_LIMIT_SIGN_IN_FAILURES", "0",
            "CHATBOARD_LIMIT_CONNECTIONS_PER_ADDRESS", "0",
            "CHATBOARD_LIMIT_HASHES", "8");

    private final List<String> options;
    private final Path data;
    private final TestDatabase database;
    private final PreparedAccounts accounts;
    private final Map<String, String> settings;
    private ChatBoardProcess server;

    private TestServer(
            List<String> options,
            Path data,
            TestDatabase database,
            PreparedAccounts accounts,
            Map<String, String> settings) {
        this.options = options;
        this.data = data;
        this.database = database;
        this.accounts = accounts;
        this.settings = settings;
        restart();
    }

    /**
     * Starts a server.
     *
     * @param settings override {@link #WITHOUT_RATE_LIMITS} and the defaults
     */
    public static TestServer start(Map<String, String> settings) {
        return start(ChatBoardProcess.QUICK_START, settings);
    }

    /** Starts a server with other JVM options. */
    public static TestServer start(List<String> options, Map<String, String> settings) {
        return start(options, settings, 0);
    }

    /**
     * Starts a server with other JVM options and accounts from its start.
     *
     * @param members number of accounts that {@link #newMember} can return without a sign-up
     */
    public static TestServer start(List<String> options, Map<String, String> settings, int members) {
        return start(TestDatabase.Kind.chosen(), options, settings, members);
    }

    /**
     * Starts a server on a new database, with other JVM options.
     *
     * @param members number of accounts that {@link #newMember} can return without a sign-up
     */
    static TestServer start(TestDatabase.Kind kind, List<String> options, Map<String, String> settings, int members) {
        try {
            return start(kind, Files.createTempDirectory("chatboard-it"), options, settings, members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Like {@link #start(List, Map, int)}, with a data directory that does not exist yet. */
    public static TestServer start(Path data, List<String> options, Map<String, String> settings, int members)
            throws IOException {
        return start(TestDatabase.Kind.chosen(), Files.createDirectories(data), options, settings, members);
    }

    private static TestServer start(
            TestDatabase.Kind kind, Path data, List<String> options, Map<String, String> settings, int members) {
        TestDatabase database = TestDatabase.create(kind, data);
        PreparedAccounts accounts = members == 0
                ? PreparedAccounts.NONE
                : PreparedAccounts.store(
                        database,
                        Stream.generate(PreparedAccounts.Account::ofMember)
                                .limit(members)
                                .toList());
        Map<String, String> all = new HashMap<>(WITHOUT_RATE_LIMITS);
        all.putAll(database.settings());
        all.putAll(settings);
        return new TestServer(options, data, database, accounts, all);
    }

    /** {@return an account with a random username and a session} */
    public Member newMember() {
        return accounts.take(account -> true)
                .map(account -> Member.prepared(url(), account))
                .orElseGet(this::signUp);
    }

    /** {@return the administrator, whom all tests of a shared server share; a test restores what it changes} */
    public Member administrator() {
        return Member.prepared(url(), accounts.administrator());
    }

    /** Signs up with a random username, which the server announces to all connected people, and signs in. */
    public Member signUp() {
        return Member.signUp(
                url(), "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    }

    /** {@return the URL of the server} */
    public String url() {
        return server.url();
    }

    /**
     * Changes rows of the database while the server runs, for what the application cannot do. Derby lets one process open a database only, so
     * the test is skipped on it.
     */
    public void update(String sql) {
        Assumptions.assumeFalse(database.isDerby(), "Derby lets one process open a database only");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows of the database while the server is not running. */
    public void updateStopped(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
            database.release();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the process of the server} */
    public ChatBoardProcess server() {
        return server;
    }

    /** {@return the {@code CHATBOARD_*} variables of the server, for commands that use its data} */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("CHATBOARD_DATA", data.toString());
        return environment;
    }

    /** {@return the data directory} */
    public Path data() {
        return data;
    }

    /** Starts the ended server again on the same data directory and another port. */
    public void restart() {
        server = ChatBoardProcess.startQuickly(options, data, settings);
    }

    /** {@return the lines of the server log so far} */
    public List<String> log() {
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            List<String> lines = new ArrayList<>();
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".log")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the SEVERE log lines of ChatBoard itself; the container logs some aborted connections as SEVERE} */
    public List<String> severe() {
        return log().stream()
                .filter(line -> line.contains(" SEVERE org.chatboard"))
                .toList();
    }

    @Override
    public void close() {
        server.close();
        database.close();
        saveLog();
        Folders.delete(data);
    }

    /** Copies the log below {@code target/server-logs}, for the analysis of a failed test. */
    private void saveLog() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "server-logs"));
            Files.write(folder.resolve(data.getFileName() + ".log"), log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
