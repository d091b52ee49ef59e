package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Measures the fan-out to named rooms all of whose members are connected, and what it costs a room of two beside. Each room is measured
 * alone, then the two at once, in turns.
 */
final class CrowdGrowth {
    private static final double RATE = 20; // messages/s of each room

    private final FilledServer server;
    private final Medians crowdAlone = new Medians();
    private final Medians besideAlone = new Medians();
    private final Medians besideAtOnce = new Medians();

    private CrowdGrowth(FilledServer server) {
        this.server = server;
    }

    static MarkdownTable measure(FilledServer server, List<Integer> sizes, int rounds) throws SQLException {
        List<Integer> all = new ArrayList<>(sizes);
        all.add(2); // the room beside
        List<List<FilledAccount>> members = server.namedRooms(all);
        server.start();
        MarkdownTable table = new MarkdownTable(
                "members, all connected, " + (int) RATE + " messages/s",
                "p50 ms to the last reader",
                "p99 ms",
                "CPU s/1,000 frames delivered",
                "p99 ms of a room beside, alone",
                "at once");
        try (LoadSequence beside = server.loads(List.of(room(server, sizes.size(), members.get(sizes.size()))))) {
            for (int i = 0; i < sizes.size(); i++) {
                try (LoadSequence crowd = server.loads(List.of(room(server, i, members.get(i))))) {
                    new CrowdGrowth(server).measure(crowd, beside, sizes.get(i), rounds, table);
                }
            }
        }
        return table;
    }

    /** The first member sends; each of the others has one socket. */
    private static Conversation room(FilledServer server, int index, List<FilledAccount> members) {
        List<BenchmarkClient> readers =
                members.subList(1, members.size()).stream().map(server::connect).toList();
        return Conversation.inRoom(
                index,
                index + 1,
                server.connect(members.get(0)),
                new RecipientGroup(readers, DatabaseFiller.MESSAGES_OF_NAMED_ROOM));
    }

    private void measure(LoadSequence crowd, LoadSequence beside, int members, int rounds, MarkdownTable table) {
        run(crowd, "warm-up");
        run(beside, "warm-up");
        for (int round = 0; round < rounds; round++) {
            besideAlone.add(run(beside, "a room of two"));
            crowdAlone.add(run(crowd, members + " members"));
            CompletableFuture<LoadResult> atOnce =
                    CompletableFuture.supplyAsync(() -> run(beside, "a room of two beside " + members + " members"));
            run(crowd, members + " members beside a room of two");
            besideAtOnce.add(atOnce.join());
        }
        table.add(
                members,
                crowdAlone.millisAt(50),
                crowdAlone.millisAt(99),
                String.format(Locale.ROOT, "%.3f", crowdAlone.cpuPerThousand() / members),
                besideAlone.millisAt(99),
                besideAtOnce.millisAt(99));
    }

    private LoadResult run(LoadSequence loads, String name) {
        return server.run(loads, name, new OpenLoop(RATE));
    }
}
