package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures reads of history pages in rooms with an increasing number of messages. */
final class HistoryGrowth {
    private static final int PLACES = 3;

    private HistoryGrowth() {}

    static MarkdownTable measure(FilledServer server, List<Integer> sizes, int times) throws SQLException {
        List<FilledRoom> rooms = new ArrayList<>();
        try (DatabaseFiller filler = server.filler()) {
            List<FilledAccount> people = filler.people(2 * sizes.size());
            for (int i = 0; i < sizes.size(); i++) {
                rooms.add(FilledRoom.of(i + 1, people.get(2 * i), people.get(2 * i + 1), sizes.get(i)));
            }
            filler.rooms(rooms);
            filler.write(rooms);
        }
        server.start();
        HistoryPages pages = new HistoryPages(server, rooms);
        pages.read(times);
        pages.reset();
        pages.read(times);
        return table(pages.medians(), sizes);
    }

    private static MarkdownTable table(List<Double> medians, List<Integer> sizes) {
        MarkdownTable table =
                new MarkdownTable("messages in the room", "newest page, p50 ms", "middle, p50 ms", "oldest, p50 ms");
        for (int room = 0; room < sizes.size(); room++) {
            int at = PLACES * room;
            table.add(sizes.get(room), medians.get(at), medians.get(at + 1), medians.get(at + 2));
        }
        int last = PLACES * (sizes.size() - 1);
        table.add("last to first", ratio(medians, last), ratio(medians, last + 1), ratio(medians, last + 2));
        return table;
    }

    private static String ratio(List<Double> medians, int of) {
        return String.format(Locale.ROOT, "%.2f", medians.get(of) / medians.get(of % PLACES));
    }
}
