package org.chatboard.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server whose database holds ever more messages, in as many rooms. */
final class SizeGrowth {
    private static final int ROOMS = 1_000;
    private static final int PAIRS = 50;
    private static final int ROOMS_OF_ONE = 200; // as many as welcome names
    private static final int TIMES = 30;
    private static final double MEBI = 1_024 * 1_024;

    private final FilledServer stage;
    private final int messages;
    private final List<FilledRoom> rooms = new ArrayList<>();
    private final Table table;
    private List<Long> sent = List.of();
    private double fillSeconds;

    private SizeGrowth(FilledServer stage, int messages, Table table) {
        this.stage = stage;
        this.messages = messages;
        this.table = table;
    }

    static Table table(int rate) {
        return new Table(
                "messages in " + ROOMS + " rooms",
                "filled in s",
                "MiB",
                "start s",
                "after a stop, s",
                "after kill -9, s",
                "p50 ms at " + rate + "/s",
                "p99 ms",
                "CPU s/1,000",
                "a page, p50 ms",
                "hello of 200 rooms, p50 ms",
                "with a message missed in each");
    }

    /** Adds a row; the data directory is a new one. */
    static void measure(FilledServer stage, int messages, Table table) throws SQLException, IOException {
        new SizeGrowth(stage, messages, table).measure();
    }

    private void measure() throws SQLException, IOException {
        fill();
        double size = sizeOf(stage.data().resolve("db")) / MEBI;
        double first = stage.start();
        double stopped = stage.start();
        Figures figures = load();
        stage.server().kill();
        double killed = stage.start();
        Pages pages = new Pages(stage, List.of(rooms.get(PAIRS)));
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
                figures.millisAt(50),
                figures.millisAt(99),
                figures.cpuText(),
                pages.medians().get(1),
                new ReturningPage(stage, ofOne(), 0).millis(TIMES),
                new ReturningPage(stage, ofOne(), 1).millis(TIMES));
    }

    private void fill() throws SQLException {
        try (Filling filling = new Filling(stage.data())) {
            List<SignedInGuest> people = filling.people(2 * ROOMS);
            for (int i = 0; i < ROOMS; i++) {
                SignedInGuest one = people.get(i < ROOMS - ROOMS_OF_ONE ? 2 * i : 2 * (ROOMS - ROOMS_OF_ONE));
                rooms.add(FilledRoom.of(i + 1, one, people.get(2 * i + 1), messages / ROOMS));
            }
            long before = System.nanoTime();
            filling.rooms(rooms);
            filling.write(rooms);
            fillSeconds = (System.nanoTime() - before) / (double) TimeUnit.SECONDS.toNanos(1);
        }
    }

    private Figures load() {
        List<SignedInGuest> talkers = rooms.subList(0, PAIRS).stream()
                .flatMap(room -> Stream.of(room.one(), room.other()))
                .toList();
        try (LoadSequence trial = stage.pairs(talkers, PAIRS)) {
            stage.warmUp(trial);
            Figures figures = stage.run(trial, messages + " messages", new OpenLoop(stage.rate()));
            sent = trial.sent();
            return figures;
        }
    }

    /** What was acknowledged before the kill is there, and nothing else. */
    private void checkStored(Pages pages) {
        for (int i = 0; i < PAIRS; i++) {
            FilledRoom room = rooms.get(i);
            long expected = room.messages() + sent.get(i);
            long stored = pages.last(room);
            if (stored != expected) {
                stage.trouble("room " + room.id() + ": " + expected + " messages, " + stored + " stored");
            }
        }
    }

    private List<FilledRoom> ofOne() {
        return rooms.subList(ROOMS - ROOMS_OF_ONE, ROOMS);
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
