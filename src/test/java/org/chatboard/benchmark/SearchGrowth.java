package org.chatboard.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.chatboard.testing.Folders;
import org.chatboard.testing.Json;

/**
 * Measures searches of an account in nearly all of the 100 rooms that share a number of messages, how the index was made, and, on
 * PostgreSQL, the full text search of the database beside.
 */
final class SearchGrowth {
    private static final int ROOMS = 100;
    private static final int NEIGHBOUR = 2; // whose rooms have so many messages that those of all rooms are looked at
    private static final int OTHER_ROOM_OF_NEIGHBOUR = 4;
    private static final int QUERIES = 1_000; // of each kind
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEBI = 1_024 * 1_024;

    private final FilledServer server;
    private final int messages;
    private final Map<SearchKind, Histogram> times = new EnumMap<>(SearchKind.class);
    private FilledAccount searcher;
    private FilledAccount neighbour;

    /** Where the figures go. */
    record Tables(MarkdownTable times, MarkdownTable costs, MarkdownTable fullText) {
        static Tables empty() {
            return new Tables(
                    new MarkdownTable("messages", "search for", "p50 ms", "p99 ms"),
                    new MarkdownTable(
                            "messages",
                            "index made in s",
                            "server CPU s meanwhile",
                            "µs of CPU a message",
                            "index MiB",
                            "bytes a message",
                            "database MiB",
                            "start s"),
                    PostgresFullText.table());
        }
    }

    SearchGrowth(FilledServer server, int messages) {
        this.server = server;
        this.messages = messages;
        for (SearchKind kind : SearchKind.values()) {
            times.put(kind, new Histogram(3));
        }
    }

    void measure(Tables tables) throws SQLException {
        fill();
        server.start(); // runs the migrations
        server.stop();
        server.deleteIndex();
        double start = server.start();
        CpuTime before = CpuTime.of(server.underTest().handle());
        long begin = System.nanoTime();
        server.awaitIndex(searcher);
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        double cpu = CpuTime.of(server.underTest().handle())
                        .since(before)
                        .server()
                        .orElseThrow()
                        .toMillis()
                / 1e3;
        double database = server.databaseSize() / MEBI;
        if (server.database().isDerby()) {
            searchAll(Optional.empty());
        } else {
            searchBesideFullText(tables.fullText());
        }
        times.forEach((kind, nanos) -> tables.times()
                .add(
                        messages,
                        kind.title(),
                        nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
                        nanos.getValueAtPercentile(99) / NANOS_PER_MILLI));
        server.stop(); // commits the index
        double index = Folders.size(server.data().resolve("search"));
        tables.costs()
                .add(messages, seconds, cpu, cpu * 1e6 / messages, index / MEBI, index / messages, database, start);
    }

    /** The searcher has a room with each of the others, except that one of these is the neighbour's. */
    private void fill() throws SQLException {
        List<FilledRoom> rooms = new ArrayList<>();
        try (DatabaseFiller filler = server.filler()) {
            List<FilledAccount> people = filler.people(ROOMS + 1);
            searcher = people.get(0);
            neighbour = people.get(NEIGHBOUR);
            for (int i = 1; i <= ROOMS; i++) {
                FilledAccount one = i == OTHER_ROOM_OF_NEIGHBOUR ? neighbour : searcher;
                rooms.add(FilledRoom.of(i, one, people.get(i), messages / ROOMS));
            }
            filler.rooms(rooms);
            filler.write(rooms, new SearchTexts());
        }
    }

    private void searchBesideFullText(MarkdownTable table) throws SQLException {
        try (PostgresFullText fullText = new PostgresFullText(server.database())) {
            fullText.makeIndex();
            searchAll(Optional.of(fullText));
            fullText.report(table, messages, times.get(SearchKind.WORD));
        }
    }

    /** Searches twice, the first time to warm up. */
    private void searchAll(Optional<PostgresFullText> beside) throws SQLException {
        for (int round = 0; round < 2; round++) {
            times.values().forEach(Histogram::reset);
            beside.ifPresent(PostgresFullText::reset);
            for (int number = 0; number < QUERIES; number++) {
                searchEach(number);
                if (beside.isPresent()) {
                    check(SearchKind.WORD, number, beside.get().search(searcher, SearchKind.WORD.query(number)));
                }
            }
        }
    }

    /** Searches for each kind in turn, so that other load of the machine affects all alike. */
    private void searchEach(int number) {
        for (SearchKind kind : SearchKind.values()) {
            FilledAccount account = kind == SearchKind.COMMON_ELSEWHERE ? neighbour : searcher;
            long begin = System.nanoTime();
            String page = server.search(account, kind.query(number));
            times.get(kind).recordValue(System.nanoTime() - begin);
            check(kind, number, Json.parse(page).getJsonArray("hits").size());
        }
    }

    private void check(SearchKind kind, int number, int hits) {
        if (hits > 0 != kind.hasHits()) {
            server.addProblem(kind + " " + kind.query(number) + ": " + hits + " hits");
        }
    }
}
