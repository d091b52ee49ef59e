package org.chatboard.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures the same loads on a server with the index of the search and on one without it, in turns. */
final class IndexingGrowth {
    private static final int PAIRS = 50;
    private static final int IN_FLIGHT = 8;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int IDLE_SHARE = 10; // part of a processor that a server without load uses at most

    private final String name;
    private final FilledServer server;
    private final List<FilledAccount> people;
    private final List<Double> starts = new ArrayList<>();
    private final List<Double> busy = new ArrayList<>();
    private final Medians slow = new Medians();
    private final Medians fast = new Medians();

    private IndexingGrowth(String name, FilledServer server) throws SQLException {
        this.name = name;
        this.server = server;
        people = server.people(2 * PAIRS);
        server.start(); // runs the migrations
        server.stop();
    }

    /** @param rounds how often each of the servers is measured */
    static MarkdownTable measure(FilledServer with, FilledServer without, int rounds) throws SQLException {
        IndexingGrowth withIndex = new IndexingGrowth("with", with);
        IndexingGrowth withoutIndex = new IndexingGrowth("without", without);
        withoutIndex.keepFromIndexing();
        for (int round = 0; round < rounds; round++) {
            withoutIndex.measure(false);
            withIndex.measure(true);
        }
        MarkdownTable table = new MarkdownTable(
                "index",
                "start s",
                "p50 ms at " + with.rate() + "/s",
                "p99 ms",
                "CPU s/1,000",
                "messages/s at most",
                "p50 ms",
                "p99 ms",
                "CPU s/1,000",
                "busy after it, s");
        withoutIndex.addTo(table);
        withIndex.addTo(table);
        return table;
    }

    /** A file in the place of the folder keeps the server from making an index. */
    private void keepFromIndexing() {
        server.deleteIndex();
        try {
            Files.writeString(server.data().resolve("search"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(boolean isIndexed) {
        starts.add(server.start());
        if (isIndexed) {
            server.awaitIndex(people.get(0)); // of what the round before has left to do
        }
        try (LoadSequence loads = server.pairs(people, PAIRS)) {
            server.warmUp(loads);
            awaitIdle();
            slow.add(server.run(loads, "open loop", new OpenLoop(server.rate())));
            fast.add(server.run(loads, "closed loop", new ClosedLoop(IN_FLIGHT)));
            busy.add(awaitIdle());
        }
        server.stop();
    }

    /** Waits until nothing is left to index. @return how many seconds that took */
    private double awaitIdle() {
        CpuTime[] last = {CpuTime.of(server.underTest().handle())};
        long begin = System.nanoTime();
        await().atMost(Duration.ofMinutes(10)).pollInterval(POLL).until(() -> {
            CpuTime now = CpuTime.of(server.underTest().handle());
            Duration used = now.since(last[0]).server().orElse(Duration.ZERO);
            last[0] = now;
            return used.compareTo(POLL.dividedBy(IDLE_SHARE)) < 0;
        });
        return (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private void addTo(MarkdownTable table) {
        table.add(
                name,
                median(starts),
                slow.millisAt(50),
                slow.millisAt(99),
                slow.cpuText(),
                fast.of(LoadResult::perSecond),
                fast.millisAt(50),
                fast.millisAt(99),
                fast.cpuText(),
                median(busy));
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }
}
