package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Measures a constant load while an increasing number of other connections only answer heartbeats. */
final class IdleGrowth {
    private static final int PAIRS = 50;
    private static final int SOCKETS_PER_ACCOUNT = 100;
    private static final double KIBI = 1_024;

    private final FilledServer server;
    private final List<BenchmarkClient> idle = new ArrayList<>();
    private final MarkdownTable table;

    private IdleGrowth(FilledServer server) {
        this.server = server;
        table = new MarkdownTable(
                "idle connections, " + server.rate() + " messages/s beside",
                "p50 ms",
                "p99 ms",
                "CPU s/1,000",
                "heap of each, KiB",
                "resident, MiB");
    }

    static MarkdownTable measure(FilledServer server, List<Integer> sizes) throws SQLException {
        int idlers = (GrowthSettings.largest(sizes) + SOCKETS_PER_ACCOUNT - 1) / SOCKETS_PER_ACCOUNT;
        List<FilledAccount> people = server.people(2 * PAIRS + idlers);
        server.start();
        return new IdleGrowth(server).measure(people, sizes);
    }

    private MarkdownTable measure(List<FilledAccount> people, List<Integer> sizes) {
        try (LoadSequence loads = server.pairs(people, PAIRS)) {
            server.warmUp(loads);
            long bare = Memory.live(server.underTest().handle());
            for (int size : sizes) {
                while (idle.size() < size) {
                    idle.add(server.connect(people.get(2 * PAIRS + idle.size() / SOCKETS_PER_ACCOUNT)));
                }
                row(loads, size, bare);
            }
        }
        BenchmarkAccounts.ended(idle).forEach(server::addProblem);
        idle.forEach(BenchmarkClient::close);
        return table;
    }

    private void row(LoadSequence loads, int size, long bare) {
        LoadResult result = server.run(loads, size + " idle", new OpenLoop(server.rate()));
        ProcessHandle process = server.underTest().handle();
        Object resident = Memory.resident(process).stream()
                .mapToObj(bytes -> bytes / KIBI / KIBI)
                .map(Object.class::cast)
                .findFirst()
                .orElse("");
        Object each = size == 0 ? "" : (Object) ((Memory.live(process) - bare) / KIBI / size);
        table.add(size, result.millisAt(50), result.millisAt(99), result.cpuText(), each, resident);
    }
}
