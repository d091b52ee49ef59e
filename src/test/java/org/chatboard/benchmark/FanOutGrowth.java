package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Messages that go to ever more sockets of the two people in a room, at the same rate of delivered frames. */
final class FanOutGrowth {
    private FanOutGrowth() {}

    static Table measure(FilledServer stage, List<Integer> sizes, int framesPerSecond) throws SQLException {
        List<SignedInGuest> people = stage.people(2 * sizes.size());
        stage.start();
        Table table =
                new Table("readers", "messages/s", "p50 ms to the last", "p99 ms", "CPU s/1,000 frames delivered");
        for (int i = 0; i < sizes.size(); i++) {
            int readers = sizes.get(i);
            double rate = Math.min(stage.rate(), (double) framesPerSecond / readers);
            try (LoadSequence trial = stage.trial(List.of(room(stage, i, people, readers)))) {
                stage.run(trial, "warm-up", new OpenLoop(rate));
                Figures figures = stage.run(trial, readers + " readers", new OpenLoop(rate));
                String cpu = figures.cpuPerThousand()
                        .map(seconds -> String.format(Locale.ROOT, "%.3f", seconds / readers))
                        .orElse("");
                table.add(readers, rate, figures.millisAt(50), figures.millisAt(99), cpu);
            }
        }
        return table;
    }

    private static Conversation room(FilledServer stage, int index, List<SignedInGuest> people, int readers) {
        SignedInGuest one = people.get(2 * index);
        SignedInGuest other = people.get(2 * index + 1);
        List<Client> clients = IntStream.range(0, readers)
                .mapToObj(i -> stage.connect(i % 2 == 0 ? other : one))
                .toList();
        return new Conversation(index, other.id(), stage.connect(one), new RecipientGroup(clients));
    }
}
