package org.chatboard.benchmark;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.chatboard.testing.Json;

/** Measures searches of an account in 100 rooms that share a number of messages, and how the index was made. */
final class SearchGrowth {
    private static final int ROOMS = 100;
    private static final int QUERIES = 300; // of each kind
    private static final int FREQUENT = 60; // ranks of words that thousands of texts have
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEBI = 1_024 * 1_024;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What is searched for. */
    private enum Kind {
        WORD,
        INSIDE_A_WORD,
        CHINESE,
        RARE,
        VERY_COMMON,
        ABSENT;

        String query(int number) {
            return switch (this) {
                case WORD -> SearchTexts.word(FREQUENT + number);
                case INSIDE_A_WORD -> {
                    String word = SearchTexts.word(FREQUENT + number);
                    yield word.substring(1, Math.min(word.length(), 5));
                }
                case CHINESE -> SearchTexts.pair(10L + 10 * number);
                case RARE -> SearchTexts.RARE;
                case VERY_COMMON -> SearchTexts.COMMON;
                case ABSENT -> SearchTexts.word(number) + SearchTexts.word(number + 1);
            };
        }
    }

    private final FilledServer server;
    private final int messages;
    private final Map<Kind, Histogram> times = new EnumMap<>(Kind.class);
    private FilledAccount searcher;

    SearchGrowth(FilledServer server, int messages) {
        this.server = server;
        this.messages = messages;
    }

    static MarkdownTable times() {
        return new MarkdownTable(
                Stream.concat(Stream.of("messages"), Stream.of(Kind.values()).flatMap(kind -> {
                            String name = kind.name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', ' ');
                            return Stream.of(name + ", p50 ms", "p99 ms");
                        }))
                        .toArray(String[]::new));
    }

    static MarkdownTable costs() {
        return new MarkdownTable(
                "messages",
                "index made in s",
                "server CPU s meanwhile",
                "µs of CPU a message",
                "index MiB",
                "bytes a message",
                "database MiB",
                "start s");
    }

    void measure(MarkdownTable timesTable, MarkdownTable costsTable) throws SQLException, IOException {
        fill();
        double start = server.start();
        CpuTime before = CpuTime.of(server.underTest().handle());
        long begin = System.nanoTime();
        await().atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ask("the").getBoolean("complete"));
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        double cpu = CpuTime.of(server.underTest().handle())
                        .since(before)
                        .server()
                        .orElseThrow()
                        .toMillis()
                / 1e3;
        for (int warmUp = 0; warmUp < 2; warmUp++) {
            searchAll();
        }
        List<Object> row = new ArrayList<>(List.of(messages));
        times.values()
                .forEach(nanos -> row.addAll(List.of(
                        nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
                        nanos.getValueAtPercentile(99) / NANOS_PER_MILLI)));
        timesTable.add(row.toArray());
        server.underTest().stop(); // commits the index
        double index = sizeOf(server.data().resolve("search"));
        costsTable.add(
                messages,
                seconds,
                cpu,
                cpu * 1e6 / messages,
                index / MEBI,
                index / messages,
                sizeOf(server.data().resolve("db")) / MEBI,
                start);
    }

    private void fill() throws SQLException {
        List<FilledRoom> rooms = new ArrayList<>();
        try (DatabaseFiller filler = new DatabaseFiller(server.data())) {
            List<FilledAccount> people = filler.people(ROOMS + 1);
            searcher = people.get(0);
            for (int i = 1; i <= ROOMS; i++) {
                rooms.add(FilledRoom.of(i, searcher, people.get(i), messages / ROOMS));
            }
            filler.rooms(rooms);
            filler.write(rooms, new SearchTexts());
        }
    }

    /** Searches for each kind in turn, so that other load of the machine affects all alike. */
    private void searchAll() throws IOException {
        for (Kind kind : Kind.values()) {
            times.put(kind, new Histogram(3));
        }
        for (int number = 0; number < QUERIES; number++) {
            for (Kind kind : Kind.values()) {
                String query = kind.query(number);
                long begin = System.nanoTime();
                JsonObject page = ask(query);
                times.get(kind).recordValue(System.nanoTime() - begin);
                check(kind, query, page.getJsonArray("hits").size());
            }
        }
    }

    private void check(Kind kind, String query, int hits) {
        boolean expected = kind != Kind.ABSENT && (kind != Kind.RARE || messages > 10_000) && kind != Kind.CHINESE;
        if (expected && hits == 0 || kind == Kind.ABSENT && hits > 0 && messages <= 10_000) {
            server.addProblem(kind + " " + query + ": " + hits + " hits");
        }
    }

    private JsonObject ask(String query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.underTest()
                                .url() + "/api/search?limit=20&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .header("Cookie", searcher.cookies())
                .build();
        try {
            return Json.parse(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
