package org.chatboard.benchmark;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A server on a filled database, the loads on it, and all that was wrong. */
final class FilledServer implements AutoCloseable {
    private static final int AHEAD = 8;
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final BenchmarkSettings settings;
    private final Path data;
    private final List<String> troubles = new ArrayList<>();
    private ServerUnderTest server;

    /** @param data the server's data directory, which need not exist */
    FilledServer(BenchmarkSettings settings, Path data) {
        this.settings = settings;
        this.data = data;
    }

    /** Makes the database, and as many people, who are signed in. */
    List<SignedInGuest> people(int count) throws SQLException {
        try (Filling filling = new Filling(data)) {
            return filling.people(count);
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
    ServerUnderTest server() {
        return server;
    }

    /** Opens two connections for each two people, the first of whom writes to the second. */
    LoadSequence pairs(List<SignedInGuest> people, int count) {
        return trial(IntStream.range(0, count)
                .mapToObj(i -> conversation(i, people.get(2 * i), people.get(2 * i + 1)))
                .toList());
    }

    private Conversation conversation(int index, SignedInGuest one, SignedInGuest other) {
        return new Conversation(index, other.id(), connect(one), connect(other));
    }

    /** Opens a connection of somebody. */
    Client connect(SignedInGuest guest) {
        return Client.chatBoard(server.url(), guest.cookies());
    }

    /** Loads on some conversations. */
    LoadSequence trial(List<Conversation> conversations) {
        return new LoadSequence(server.handle(), conversations, DRAIN);
    }

    /** Has the server compile its code. */
    void warmUp(LoadSequence trial) {
        check(trial.run("warm-up", new ClosedLoop(AHEAD), settings.warmup()));
    }

    /** Measures a load. */
    Figures run(LoadSequence trial, String name, Load load) {
        return check(trial.run(name, load, settings.seconds()));
    }

    private Figures check(Figures figures) {
        figures.troubles().forEach(trouble -> trouble(figures.load() + ": " + trouble));
        if (!figures.wrong().equals(SentMessages.Wrong.NOTHING)) {
            trouble(figures.load() + ": " + figures.wrong());
        }
        return figures;
    }

    /** Notes that something was wrong. */
    void trouble(String what) {
        troubles.add(what);
    }

    /** What was wrong, in words. */
    List<String> troubles() {
        return troubles;
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
