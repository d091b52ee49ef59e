package org.chatboard.benchmark;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A server on a filled database, the loads on it, and all that was wrong. */
final class FilledServer implements AutoCloseable {
    private static final int IN_FLIGHT = 8;
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final BenchmarkSettings settings;
    private final Path data;
    private final List<String> problems = new ArrayList<>();
    private ServerUnderTest server;

    /** @param data the server's data directory, which need not exist */
    FilledServer(BenchmarkSettings settings, Path data) {
        this.settings = settings;
        this.data = data;
    }

    /** Makes the database, and as many people, who are signed in. */
    List<FilledAccount> people(int count) throws SQLException {
        try (DatabaseFiller filler = new DatabaseFiller(data)) {
            return filler.people(count);
        }
    }

    /** Starts the server, and ends one that runs. @return seconds until it was ready */
    double start() {
        if (server != null) {
            server.stop();
        }
        server = ServerUnderTest.startOnce(settings, data);
        return server.startSeconds();
    }

    /** The server that was started last. */
    ServerUnderTest underTest() {
        return server;
    }

    /** Opens two connections for each two people, the first of whom writes to the second. */
    LoadSequence pairs(List<FilledAccount> people, int count) {
        return loads(IntStream.range(0, count)
                .mapToObj(i -> conversation(i, people.get(2 * i), people.get(2 * i + 1)))
                .toList());
    }

    private Conversation conversation(int index, FilledAccount one, FilledAccount other) {
        return new Conversation(index, other.id(), connect(one), connect(other));
    }

    /** Opens a connection of somebody. */
    BenchmarkClient connect(FilledAccount account) {
        return BenchmarkClient.chatBoard(server.url(), account.cookies());
    }

    /** Loads on some conversations. */
    LoadSequence loads(List<Conversation> conversations) {
        return new LoadSequence(server.handle(), conversations, DRAIN);
    }

    /** Has the server compile its code. */
    void warmUp(LoadSequence loads) {
        check(loads.run("warm-up", new ClosedLoop(IN_FLIGHT), settings.warmup()));
    }

    /** Measures a load. */
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

    /** Notes that something was wrong. */
    void addProblem(String what) {
        problems.add(what);
    }

    /** What was wrong, in words. */
    List<String> problems() {
        return problems;
    }

    /** The rate of the loads, in messages a second. */
    int rate() {
        return settings.rate();
    }

    /** The server's data directory. */
    Path data() {
        return data;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
