package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.List;

/** The same load in ever more rooms of two, while everybody in all of them is connected. */
final class RoomGrowth {
    private RoomGrowth() {}

    static Table measure(FilledServer stage, List<Integer> sizes) throws SQLException {
        int most = GrowthSettings.largest(sizes);
        List<SignedInGuest> people = stage.people(2 * most);
        stage.start();
        Table table = new Table("rooms, " + stage.rate() + " messages/s in all", "p50 ms", "p99 ms", "CPU s/1,000");
        try (LoadSequence trial = stage.pairs(people, most)) {
            stage.warmUp(trial);
            for (int rooms : sizes) {
                Figures figures = stage.run(
                        trial, rooms + " rooms", new FirstConversationsLoad(rooms, new OpenLoop(stage.rate())));
                table.add(rooms, figures.millisAt(50), figures.millisAt(99), figures.cpuText());
            }
        }
        return table;
    }
}
