package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.List;

/** Measures a constant load in an increasing number of rooms, while the members of all rooms are connected. */
final class RoomGrowth {
    private RoomGrowth() {}

    static MarkdownTable measure(FilledServer server, List<Integer> sizes) throws SQLException {
        int most = GrowthSettings.largest(sizes);
        List<FilledAccount> people = server.people(2 * most);
        server.start();
        MarkdownTable table =
                new MarkdownTable("rooms, " + server.rate() + " messages/s in all", "p50 ms", "p99 ms", "CPU s/1,000");
        try (LoadSequence loads = server.pairs(people, most)) {
            server.warmUp(loads);
            for (int rooms : sizes) {
                LoadResult result = server.run(
                        loads, rooms + " rooms", new FirstConversationsLoad(rooms, new OpenLoop(server.rate())));
                table.add(rooms, result.millisAt(50), result.millisAt(99), result.cpuText());
            }
        }
        return table;
    }
}
