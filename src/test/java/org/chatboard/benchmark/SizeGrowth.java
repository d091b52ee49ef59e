package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Measures a server whose database has an increasing number of messages in a constant number of rooms. */
final class SizeGrowth {
    private static final int ROOMS = 1_000;
    private static final int PAIRS = 50;
    private static final int ROOMS_OF_ONE = 200; // rooms of the same account, as many as welcome lists
    private static final int TIMES = 30;
    private static final double MEBI = 1_024 * 1_024;

    private final FilledServer server;
    private final int messages;
    private final List<FilledRoom> rooms = new ArrayList<>();
    private final MarkdownTable table;
    private List<Long> sent = List.of();
    private double fillSeconds;

    private SizeGrowth(FilledServer server, int messages, MarkdownTable table) {
        this.server = server;
        this.messages = messages;
        this.table = table;
    }

    static MarkdownTable table(int rate) {
        return new MarkdownTable(
                "messages in " + ROOMS + " rooms",
                "fill s",
                "MiB",
                "start s",
                "start after a stop, s",
                "start after kill -9, s",
                "p50 ms at " + rate + "/s",
                "p99 ms",
                "CPU s/1,000",
                "a page, p50 ms",
                "hello of 200 rooms, p50 ms",
                "same with one missed message each, p50 ms");
    }

    /** Measures a server on a new data directory and adds a row. */
    static void measure(FilledServer server, int messages, MarkdownTable table) throws SQLException {
        new SizeGrowth(server, messages, table).measure();
    }

    private void measure() throws SQLException {
        fill();
        double size = server.databaseSize() / MEBI;
        double first = server.start();
        double stopped = server.start();
        LoadResult result = load();
        server.underTest().kill();
        double killed = server.start();
        HistoryPages pages = new HistoryPages(server, List.of(rooms.get(PAIRS)));
        checkStored(pages);
        pages.read(TIMES);
        pages.reset();
        pages.read(TIMES);
        table.add(
                messages,
                fillSeconds,
                size,
                first,
                stopped,
                killed,
                result.millisAt(50),
                result.millisAt(99),
                result.cpuText(),
                pages.medians().get(1),
                new ResumeMeasurement(server, ofOne(), 0).millis(TIMES),
                new ResumeMeasurement(server, ofOne(), 1).millis(TIMES));
    }

    private void fill() throws SQLException {
        try (DatabaseFiller filler = server.filler()) {
            List<FilledAccount> people = filler.people(2 * ROOMS);
            for (int i = 0; i < ROOMS; i++) {
                FilledAccount one = people.get(i < ROOMS - ROOMS_OF_ONE ? 2 * i : 2 * (ROOMS - ROOMS_OF_ONE));
                rooms.add(FilledRoom.of(i + 1, one, people.get(2 * i + 1), messages / ROOMS));
            }
            long before = System.nanoTime();
            filler.rooms(rooms);
            filler.write(rooms);
            fillSeconds = (System.nanoTime() - before) / (double) TimeUnit.SECONDS.toNanos(1);
        }
    }

    private LoadResult load() {
        List<FilledAccount> talkers = rooms.subList(0, PAIRS).stream()
                .flatMap(room -> Stream.of(room.one(), room.other()))
                .toList();
        try (LoadSequence loads = server.pairs(talkers, PAIRS)) {
            server.warmUp(loads);
            LoadResult result = server.run(loads, messages + " messages", new OpenLoop(server.rate()));
            sent = loads.sent();
            return result;
        }
    }

    /** Checks that each room has exactly the messages that it had at first and those sent before the kill. */
    private void checkStored(HistoryPages pages) {
        for (int i = 0; i < PAIRS; i++) {
            FilledRoom room = rooms.get(i);
            long expected = room.messages() + sent.get(i);
            long stored = pages.last(room);
            if (stored != expected) {
                server.addProblem("room " + room.id() + ": " + expected + " messages, " + stored + " stored");
            }
        }
    }

    private List<FilledRoom> ofOne() {
        return rooms.subList(ROOMS - ROOMS_OF_ONE, ROOMS);
    }
}
