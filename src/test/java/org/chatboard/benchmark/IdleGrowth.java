package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The same load beside ever more connections that say nothing but that they live. */
final class IdleGrowth {
    private static final int PAIRS = 50;
    private static final int SOCKETS_PER_ACCOUNT = 100;
    private static final double KIBI = 1_024;

    private final FilledServer stage;
    private final List<Client> idle = new ArrayList<>();
    private final Table table;

    private IdleGrowth(FilledServer stage) {
        this.stage = stage;
        table = new Table(
                "idle connections, " + stage.rate() + " messages/s beside",
                "p50 ms",
                "p99 ms",
                "CPU s/1,000",
                "heap for each, KiB",
                "resident, MiB");
    }

    static Table measure(FilledServer stage, List<Integer> sizes) throws SQLException {
        int idlers = (GrowthSettings.largest(sizes) + SOCKETS_PER_ACCOUNT - 1) / SOCKETS_PER_ACCOUNT;
        List<SignedInGuest> people = stage.people(2 * PAIRS + idlers);
        stage.start();
        return new IdleGrowth(stage).measure(people, sizes);
    }

    private Table measure(List<SignedInGuest> people, List<Integer> sizes) {
        try (LoadSequence trial = stage.pairs(people, PAIRS)) {
            stage.warmUp(trial);
            long bare = Memory.live(stage.server().handle());
            for (int size : sizes) {
                while (idle.size() < size) {
                    idle.add(stage.connect(people.get(2 * PAIRS + idle.size() / SOCKETS_PER_ACCOUNT)));
                }
                row(trial, size, bare);
            }
        }
        People.ended(idle).forEach(stage::trouble);
        idle.forEach(Client::close);
        return table;
    }

    private void row(LoadSequence trial, int size, long bare) {
        Figures figures = stage.run(trial, size + " idle", new OpenLoop(stage.rate()));
        ProcessHandle server = stage.server().handle();
        Object resident = Memory.resident(server).stream()
                .mapToObj(bytes -> bytes / KIBI / KIBI)
                .map(Object.class::cast)
                .findFirst()
                .orElse("");
        Object each = size == 0 ? "" : (Object) ((Memory.live(server) - bare) / KIBI / size);
        table.add(size, figures.millisAt(50), figures.millisAt(99), figures.cpuText(), each, resident);
    }
}
