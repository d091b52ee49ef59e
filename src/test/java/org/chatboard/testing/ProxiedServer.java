package org.chatboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A server behind a {@link FaultyProxy}. The address of the proxy is one of the allowed origins of the server. */
public final class ProxiedServer implements AutoCloseable {
    /** Options of a restarted server, which then delivers on the committing thread: see {@code DeliveryThreads}. */
    private static final List<String> ONE_PROCESSOR = Stream.concat(
                    ChatBoardProcess.QUICK_START.stream(), Stream.of("-XX:ActiveProcessorCount=1"))
            .toList();

    /** The running servers. Each has two keys: its own URL and the URL of its proxy. */
    private static final Map<String, ProxiedServer> RUNNING = new ConcurrentHashMap<>();

    private final Path data;
    private final TestDatabase database;
    private final PreparedAccounts accounts;
    private final Map<String, String> settings;
    private final FaultyProxy proxy;
    private ChatBoardProcess server;

    private ProxiedServer(
            Path data,
            TestDatabase database,
            PreparedAccounts accounts,
            Map<String, String> settings,
            FaultyProxy proxy) {
        this.data = data;
        this.database = database;
        this.accounts = accounts;
        this.settings = settings;
        this.proxy = proxy;
        this.server = ChatBoardProcess.startQuickly(ChatBoardProcess.QUICK_START, data, settings);
    }

    /**
     * Starts a server on a new data directory.
     *
     * @param settings override the defaults: the log level of development and no rate limits
     */
    public static ProxiedServer start(Map<String, String> settings) {
        return start(TestDatabase.Kind.chosen(), settings);
    }

    /** Starts a server on a new data directory and a new database. */
    public static ProxiedServer start(TestDatabase.Kind kind, Map<String, String> settings) {
        try {
            Path data = Files.createTempDirectory("chatboard-e2e");
            return start(data, TestDatabase.create(kind, data), PreparedAccounts.NONE, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server that has accounts with a session each. */
    static ProxiedServer withAccounts(List<PreparedAccounts.Account> accounts, Map<String, String> settings) {
        try {
            Path data = Files.createTempDirectory("chatboard-e2e");
            TestDatabase database = TestDatabase.create(TestDatabase.Kind.chosen(), data);
            return start(data, database, PreparedAccounts.store(database, accounts), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a server on a data directory, which {@link #close()} deletes. On Derby it uses the database in the folder {@code db} there,
     * or creates it if there is none; on PostgreSQL it uses a new database.
     */
    public static ProxiedServer start(Path data, Map<String, String> settings) {
        return start(data, TestDatabase.create(TestDatabase.Kind.chosen(), data), settings);
    }

    /** Starts a server on an existing data directory and database, which {@link #close()} deletes. */
    public static ProxiedServer start(Path data, TestDatabase database, Map<String, String> settings) {
        return start(data, database, PreparedAccounts.NONE, settings);
    }

    private static ProxiedServer start(
            Path data, TestDatabase database, PreparedAccounts accounts, Map<String, String> settings) {
        int port = ChatBoardProcess.freePort();
        FaultyProxy proxy = FaultyProxy.start(port);
        Map<String, String> all = new HashMap<>(Map.of(
                "CHATBOARD_PORT", String.valueOf(port),
                "CHATBOARD_ORIGINS", "http://127.0.0.1:" + port + "," + proxy.url(),
                "CHATBOARD_LOG", "development",
                "CHATBOARD_LIMIT_MESSAGES_PER_SECOND", "0",
                "CHATBOARD_LIMIT_FRAMES_PER_SECOND", "0",
                "CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "0",
                "CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "0",
                "CHATBOARD_LIMIT_ROOMS_PER_HOUR", "0"));
        all.putAll(database.settings());
        all.putAll(settings);
        ProxiedServer site = new ProxiedServer(data, database, accounts, all, proxy);
        RUNNING.put(site.url(), site);
        RUNNING.put(proxy.url(), site);
        return site;
    }

    /** {@return the server's own URL, without a trailing slash} */
    public String url() {
        return "http://127.0.0.1:" + settings.get("CHATBOARD_PORT");
    }

    /** {@return the port that the server listens on} */
    public int port() {
        return Integer.parseInt(settings.get("CHATBOARD_PORT"));
    }

    /** {@return the proxy in front of the server; a test must remove the fault that it sets} */
    public FaultyProxy proxy() {
        return proxy;
    }

    /** {@return the data directory} */
    public Path data() {
        return data;
    }

    /** {@return the server's database} */
    public TestDatabase database() {
        return database;
    }

    /** {@return a prepared account of the server at a URL that has this display name and that no test has used yet} */
    static Optional<PreparedAccounts.Account> takeAccount(String url, String displayName) {
        return Optional.ofNullable(RUNNING.get(url))
                .flatMap(site ->
                        site.accounts.take(account -> account.displayName().equals(displayName)));
    }

    /** {@return the administrator of the server at a URL} */
    static PreparedAccounts.Account administrator(String url) {
        return RUNNING.get(url).accounts.administrator();
    }

    /** {@return the port in the cookie names of the server at a URL; also behind the proxy it is the port of the server} */
    static int cookiePort(String url) {
        return RUNNING.get(url).port();
    }

    /** {@return the lines of the server's log so far} */
    public List<String> log() {
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            List<String> lines = new ArrayList<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the server with SIGKILL. */
    public void kill() {
        server.kill();
    }

    /** Stops the server with SIGTERM and waits until it has ended. */
    public void stop() {
        server.stop();
    }

    /** {@return the server's process} */
    public ChatBoardProcess server() {
        return server;
    }

    /** Starts the ended server again on the same data directory and port. */
    public void restart() {
        server = ChatBoardProcess.startQuickly(ONE_PROCESSOR, data, settings);
    }

    @Override
    public void close() {
        server.close();
        proxy.close();
        RUNNING.values().removeIf(site -> site == this);
        database.close();
        Folders.delete(data);
    }
}
