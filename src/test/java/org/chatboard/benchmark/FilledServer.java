package org.chatboard.benchmark;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server whose database is filled before it starts. Runs loads on the server and collects the problems found. */
final class FilledServer implements AutoCloseable {
    private static final int IN_FLIGHT = 8;
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final BenchmarkSettings settings;
    private final Path data;
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>()); // two loads may run at once
    private ServerUnderTest server;

    /** @param data the data directory, which need not exist */
    FilledServer(BenchmarkSettings settings, Path data) {
        this.settings = settings;
        this.data = data;
    }

    /** Creates the database with accounts, each with a sign-in. */
    List<FilledAccount> people(int count) throws SQLException {
        try (DatabaseFiller filler = new DatabaseFiller(data)) {
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
        try (DatabaseFiller filler = new DatabaseFiller(data)) {
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
        server = ServerUnderTest.startOnce(settings, data);
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

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
