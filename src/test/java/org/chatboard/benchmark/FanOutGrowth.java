package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Measures the fan-out of a message to an increasing number of sockets, at a constant rate of delivered frames. */
final class FanOutGrowth {
    private FanOutGrowth() {}

    static MarkdownTable measure(FilledServer server, List<Integer> sizes, int framesPerSecond) throws SQLException {
        List<FilledAccount> people = server.people(2 * sizes.size());
        server.start();
        MarkdownTable table = new MarkdownTable(
                "readers", "messages/s", "p50 ms to the last reader", "p99 ms", "CPU s/1,000 frames delivered");
        for (int i = 0; i < sizes.size(); i++) {
            int readers = sizes.get(i);
            double rate = Math.min(server.rate(), (double) framesPerSecond / readers);
            try (LoadSequence loads = server.loads(List.of(room(server, i, people, readers)))) {
                server.run(loads, "warm-up", new OpenLoop(rate));
                LoadResult result = server.run(loads, readers + " readers", new OpenLoop(rate));
                String cpu = result.cpuPerThousand()
                        .map(seconds -> String.format(Locale.ROOT, "%.3f", seconds / readers))
                        .orElse("");
                table.add(readers, rate, result.millisAt(50), result.millisAt(99), cpu);
            }
        }
        return table;
    }

    private static Conversation room(FilledServer server, int index, List<FilledAccount> people, int readers) {
        FilledAccount one = people.get(2 * index);
        FilledAccount other = people.get(2 * index + 1);
        List<BenchmarkClient> clients = IntStream.range(0, readers)
                .mapToObj(i -> server.connect(i % 2 == 0 ? other : one))
                .toList();
        return new Conversation(index, other.id(), server.connect(one), new RecipientGroup(clients));
    }
}
