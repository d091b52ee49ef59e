package org.chatboard.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.chatboard.testing.TestDatabase;

/**
 * PostgreSQL's own full text search in the database of a server, to compare with. ChatBoard does not use it: the benchmark makes its index. It
 * finds whole words only, without stemming.
 */
final class PostgresFullText implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEBI = 1_024 * 1_024;
    private static final String INDEX = "benchmark_words_ix";
    private static final String NEWEST_HITS = """
            SELECT m.id, m.room_id, m.sender_id, m.sent_at, m.body FROM message m
            WHERE to_tsvector('simple', m.body) @@ plainto_tsquery('simple', ?) AND m.deleted_at IS NULL AND m.event IS NULL
            AND m.room_id IN (SELECT s.room_id FROM membership s WHERE s.account_id = ?)
            ORDER BY m.id DESC LIMIT 20""";

    private final Histogram times = new Histogram(3);
    private final Connection connection;
    private double indexSeconds;
    private long indexBytes;

    PostgresFullText(TestDatabase database) throws SQLException {
        connection = database.connect();
    }

    static MarkdownTable table() {
        return new MarkdownTable(
                "messages; a word, 20 newest hits in the searcher's rooms",
                "ChatBoard, HTTP request through the server, inside words too: p50 ms",
                "p99 ms",
                "PostgreSQL's full text, a statement by JDBC, whole words: p50 ms",
                "p99 ms",
                "its GIN index, made in s",
                "MiB");
    }

    /** Makes the index. The server must have run, since the filler does not create all columns. */
    void makeIndex() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long begin = System.nanoTime();
            statement.execute("CREATE INDEX " + INDEX + " ON message USING gin (to_tsvector('simple', body))");
            indexSeconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
            statement.execute("VACUUM ANALYZE message");
            statement.execute("SET plan_cache_mode = force_custom_plan"); // a plan for the frequency of each word
            try (ResultSet size = statement.executeQuery("SELECT pg_relation_size('" + INDEX + "')")) {
                size.next();
                indexBytes = size.getLong(1);
            }
        }
    }

    /** Searches for a word and records how long it takes. @return the number of hits */
    int search(FilledAccount searcher, String word) throws SQLException {
        long begin = System.nanoTime();
        int hits = 0;
        try (PreparedStatement statement = connection.prepareStatement(NEWEST_HITS)) {
            statement.setString(1, word);
            statement.setLong(2, searcher.id());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    hits++;
                }
            }
        }
        times.recordValue(System.nanoTime() - begin);
        return hits;
    }

    /** Discards the recorded times. */
    void reset() {
        times.reset();
    }

    /** @param ofChatBoard times of the same searches by ChatBoard, in nanoseconds */
    void report(MarkdownTable table, int messages, Histogram ofChatBoard) {
        table.add(
                messages,
                ofChatBoard.getValueAtPercentile(50) / NANOS_PER_MILLI,
                ofChatBoard.getValueAtPercentile(99) / NANOS_PER_MILLI,
                times.getValueAtPercentile(50) / NANOS_PER_MILLI,
                times.getValueAtPercentile(99) / NANOS_PER_MILLI,
                indexSeconds,
                indexBytes / MEBI);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
