package org.chatboard.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.Folders;
import org.chatboard.testing.Json;
import org.chatboard.testing.TestDatabase;

/**
 * A server whose database is filled before it starts: Derby, or PostgreSQL by {@code -Ddatabase=postgresql}. Runs loads on the server and
 * collects the problems found.
 */
final class FilledServer implements AutoCloseable {
    private static final int IN_FLIGHT = 8;
    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final Duration MAKING_OF_INDEX = Duration.ofMinutes(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final BenchmarkSettings settings;
    private final Path data;
    private final TestDatabase database;
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>()); // two loads may run at once
    private ServerUnderTest server;

    /** @param data the data directory, which need not exist */
    FilledServer(BenchmarkSettings settings, Path data) {
        this.settings = settings;
        this.data = data;
        database = TestDatabase.create(TestDatabase.Kind.chosen(), data);
    }

    /** {@return what creates the database} */
    DatabaseFiller filler() throws SQLException {
        return new DatabaseFiller(database);
    }

    /** Creates the database with accounts, each with a sign-in. */
    List<FilledAccount> people(int count) throws SQLException {
        try (DatabaseFiller filler = filler()) {
            return filler.people(count);
        }
    }

    /**
     * Creates the database with accounts and named rooms; see {@link DatabaseFiller#namedRooms}.
     *
     * @param sizes number of members of each room, with nobody in two of them
     * @return the members of each room
     */
    List<List<FilledAccount>> namedRooms(List<Integer> sizes) throws SQLException {
        try (DatabaseFiller filler = filler()) {
            Iterator<FilledAccount> people = filler.people(
                            sizes.stream().mapToInt(Integer::intValue).sum())
                    .iterator();
            List<List<FilledAccount>> members = sizes.stream()
                    .map(size -> Stream.generate(people::next).limit(size).toList())
                    .toList();
            filler.namedRooms(members);
            return members;
        }
    }

    /** Stops the server, if it runs. */
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    /** Starts the server. If it runs already, stops it first. @return seconds until it is ready */
    double start() {
        stop();
        server = ServerUnderTest.startOnce(settings, data, database.settings());
        return server.startSeconds();
    }

    /** {@return the server that was started last} */
    ServerUnderTest underTest() {
        return server;
    }

    /** Opens one connection for each account of a number of pairs. The first account of a pair sends to the second. */
    LoadSequence pairs(List<FilledAccount> people, int count) {
        return loads(IntStream.range(0, count)
                .mapToObj(i -> conversation(i, people.get(2 * i), people.get(2 * i + 1)))
                .toList());
    }

    private Conversation conversation(int index, FilledAccount one, FilledAccount other) {
        return new Conversation(index, other.id(), connect(one), connect(other));
    }

    /** Opens a connection of an account. */
    BenchmarkClient connect(FilledAccount account) {
        return BenchmarkClient.chatBoard(server.url(), account.cookies());
    }

    /** {@return a sequence of loads on these conversations} */
    LoadSequence loads(List<Conversation> conversations) {
        return new LoadSequence(server.handle(), conversations, DRAIN);
    }

    /** Runs a warm-up load, for the JIT compiler. */
    void warmUp(LoadSequence loads) {
        check(loads.run("warm-up", new ClosedLoop(IN_FLIGHT), settings.warmup()));
    }

    /** Runs and measures a load. */
    LoadResult run(LoadSequence loads, String name, LoadPattern load) {
        return check(loads.run(name, load, settings.seconds()));
    }

    private LoadResult check(LoadResult result) {
        result.problems().forEach(problem -> addProblem(result.load() + ": " + problem));
        if (!result.faults().equals(SentMessages.Faults.NOTHING)) {
            addProblem(result.load() + ": " + result.faults());
        }
        return result;
    }

    /** Records a problem. */
    void addProblem(String problem) {
        problems.add(problem);
    }

    /** {@return the problems, in words} */
    List<String> problems() {
        return problems;
    }

    /** {@return the rate of the loads, in messages/s} */
    int rate() {
        return settings.rate();
    }

    /** {@return the data directory} */
    Path data() {
        return data;
    }

    /** {@return the answer to a search for 20 messages} */
    String search(FilledAccount account, String words) {
        return get(account, "/api/search?limit=20&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }

    /** Waits until the index of the search has all messages. */
    void awaitIndex(FilledAccount account) {
        await().atMost(MAKING_OF_INDEX)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Json.parse(search(account, "any")).getBoolean("complete"));
    }

    /** Deletes the index of the search of the stopped server, or what is in its place. */
    void deleteIndex() {
        Path index = data.resolve("search");
        if (Files.exists(index)) {
            Folders.delete(index);
        }
    }

    /** {@return the answer to a request of an account} */
    String get(FilledAccount account, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Cookie", account.cookies())
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return the database} */
    TestDatabase database() {
        return database;
    }

    /** {@return bytes of the database on the disk} */
    long databaseSize() throws SQLException {
        if (database.isDerby()) {
            return Folders.size(data.resolve("db"));
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            size.next();
            return size.getLong(1);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        database.close();
    }
}
