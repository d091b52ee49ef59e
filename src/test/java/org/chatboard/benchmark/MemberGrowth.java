package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what a message costs in rooms of different sizes, in turns. Only the sender and one reader are connected, and one message is
 * under way at a time: each has a transaction of its own, and the fan-out reaches the same two sockets everywhere.
 */
final class MemberGrowth {
    /** How many times the CPU time of a message in the smallest room it may be in the largest. */
    static final double MAX_RATIO = 1.5;

    private MemberGrowth() {}

    static MarkdownTable measure(FilledServer server, List<Integer> sizes, int rounds) throws SQLException {
        List<List<FilledAccount>> members = server.namedRooms(sizes);
        server.start();
        List<LoadSequence> rooms = IntStream.range(0, sizes.size())
                .mapToObj(i -> server.loads(List.of(room(server, i, members.get(i)))))
                .toList();
        try {
            rooms.forEach(server::warmUp);
            return table(server, sizes, inTurns(server, sizes, rooms, rounds));
        } finally {
            rooms.forEach(LoadSequence::close);
        }
    }

    private static Conversation room(FilledServer server, int index, List<FilledAccount> members) {
        return Conversation.inRoom(
                index, index + 1, server.connect(members.get(0)), server.connect(members.get(members.size() - 1)));
    }

    private static List<Medians> inTurns(
            FilledServer server, List<Integer> sizes, List<LoadSequence> rooms, int rounds) {
        List<Medians> medians =
                Stream.generate(Medians::new).limit(sizes.size()).toList();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < sizes.size(); i++) {
                medians.get(i).add(server.run(rooms.get(i), sizes.get(i) + " members", new ClosedLoop(1)));
            }
        }
        return medians;
    }

    private static MarkdownTable table(FilledServer server, List<Integer> sizes, List<Medians> medians) {
        MarkdownTable table = new MarkdownTable("members, 1 message in flight", "p50 ms", "p99 ms", "CPU s/1,000");
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            Medians of = medians.get(i);
            rows.add(List.of(of.millisAt(50), of.millisAt(99), of.cpuPerThousand()));
            add(table, sizes.get(i).toString(), rows.get(i));
        }
        List<Double> smallest = rows.get(0);
        List<Double> largest = rows.get(rows.size() - 1);
        List<Double> ratios = IntStream.range(0, smallest.size())
                .mapToObj(i -> largest.get(i) / smallest.get(i))
                .toList();
        add(table, "the last to the first", ratios);
        if (ratios.get(ratios.size() - 1) > MAX_RATIO) {
            server.addProblem("a message in the largest room costs " + ratios + " times one in the smallest");
        }
        return table;
    }

    private static void add(MarkdownTable table, String name, List<Double> figures) {
        table.add(Stream.concat(
                        Stream.of(name), figures.stream().map(figure -> String.format(Locale.ROOT, "%.2f", figure)))
                .toArray());
    }
}
