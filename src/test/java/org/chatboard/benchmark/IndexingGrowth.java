package org.chatboard.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.chatboard.testing.Folders;

/** Measures the same loads with the index of the search and without it, in turns. */
final class IndexingGrowth {
    private static final int PAIRS = 50;
    private static final int IN_FLIGHT = 8;

    private IndexingGrowth() {}

    static MarkdownTable measure(FilledServer server, int rounds) throws SQLException, IOException {
        List<FilledAccount> people = server.people(2 * PAIRS);
        Medians[] slow = {new Medians(), new Medians()};
        Medians[] fast = {new Medians(), new Medians()};
        double[] starts = new double[2];
        for (int round = 0; round < 2 * rounds; round++) {
            int with = round % 2;
            switchIndex(server, with == 1);
            starts[with] += server.start() / rounds;
            try (LoadSequence loads = server.pairs(people, PAIRS)) {
                server.warmUp(loads);
                slow[with].add(server.run(loads, "open loop", new OpenLoop(server.rate())));
                fast[with].add(server.run(loads, "closed loop", new ClosedLoop(IN_FLIGHT)));
            }
        }
        MarkdownTable table = new MarkdownTable(
                "index",
                "start s",
                "p50 ms at " + server.rate() + "/s",
                "p99 ms",
                "CPU s/1,000",
                "messages/s at most",
                "p50 ms",
                "p99 ms",
                "CPU s/1,000");
        for (int with = 0; with < 2; with++) {
            table.add(
                    with == 1 ? "with" : "without",
                    starts[with],
                    slow[with].millisAt(50),
                    slow[with].millisAt(99),
                    String.valueOf(slow[with].cpuPerThousand()),
                    fast[with].of(LoadResult::perSecond),
                    fast[with].millisAt(50),
                    fast[with].millisAt(99),
                    String.valueOf(fast[with].cpuPerThousand()));
        }
        return table;
    }

    /** A file in the place of the folder keeps the server from making an index. */
    private static void switchIndex(FilledServer server, boolean on) throws IOException {
        server.stop();
        Path folder = server.data().resolve("search");
        if (Files.isDirectory(folder)) {
            Folders.delete(folder);
        }
        Files.deleteIfExists(folder);
        if (!on) {
            Files.writeString(folder, "");
        }
    }
}
