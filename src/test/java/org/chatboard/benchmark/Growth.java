package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.chatboard.testing.BuildOutput;
import org.chatboard.testing.Folders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Measures how the cost of ChatBoard grows with its size: {@code mvn -Pbenchmark verify -Dit.test=Growth}. Each test method
 * measures one dimension on its own server; {@code -Dit.test=Growth#history} runs one. Fails if a response is wrong, or if a message
 * costs more in a large room than {@link MemberGrowth#MAX_RATIO} allows, but not if it is slow.
 */
class Growth {
    private static final Path RESULTS = Path.of("target", "benchmark");
    private static final Path TABLES = RESULTS.resolve("growth.md");

    private final BenchmarkSettings settings = BenchmarkSettings.read();
    private final GrowthSettings growth = GrowthSettings.read();
    private Path folder;
    private FilledServer server;

    @BeforeAll
    static void startTables() throws IOException {
        Files.createDirectories(RESULTS);
        Files.deleteIfExists(TABLES);
    }

    /** Creates the data directory below the results, since the temporary directory may be a RAM disk. */
    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(RESULTS, "growth").toAbsolutePath();
        server = new FilledServer(settings, folder.resolve("data"));
    }

    @AfterEach
    void deleteFolder() {
        server.close();
        Folders.delete(folder);
    }

    @Test
    void rooms() throws IOException, SQLException {
        report(RoomGrowth.measure(server, growth.rooms()));
    }

    @Test
    void history() throws IOException, SQLException {
        report(HistoryGrowth.measure(server, growth.history(), growth.pages()));
    }

    @Test
    void readers() throws IOException, SQLException {
        report(FanOutGrowth.measure(server, growth.readers(), growth.frames()));
    }

    @Test
    void members() throws IOException, SQLException {
        report(MemberGrowth.measure(server, growth.members(), growth.rounds()));
    }

    @Test
    void crowd() throws IOException, SQLException {
        report(CrowdGrowth.measure(server, growth.crowd(), growth.rounds()));
    }

    @Test
    void idle() throws IOException, SQLException {
        report(IdleGrowth.measure(server, growth.idle()));
    }

    @Test
    void messages() throws IOException, SQLException {
        MarkdownTable table = SizeGrowth.table(settings.rate());
        for (int messages : growth.messages()) {
            server.close();
            server = new FilledServer(settings, folder.resolve("data" + messages));
            SizeGrowth.measure(server, messages, table);
            assertThat(server.problems()).as(messages + " messages").isEmpty();
        }
        report(table);
    }

    @Test
    void search() throws IOException, SQLException {
        SearchGrowth.Tables tables = SearchGrowth.Tables.empty();
        for (int messages : growth.search()) {
            server.close();
            server = new FilledServer(settings, folder.resolve("search" + messages));
            new SearchGrowth(server, messages).measure(tables);
            assertThat(server.problems()).as(messages + " messages").isEmpty();
        }
        report(tables.times());
        report(tables.costs());
        if (!server.database().isDerby()) {
            report(tables.fullText());
        }
    }

    /** The server without an index has a file in the place of the folder. */
    @Test
    void indexing() throws IOException, SQLException {
        try (FilledServer without = new FilledServer(settings, folder.resolve("without"))) {
            report(IndexingGrowth.measure(server, without, growth.rounds()));
            assertThat(without.problems()).as("without the index").isEmpty();
        }
    }

    private void report(MarkdownTable table) throws IOException {
        String text = table.markdown() + "\n";
        Files.writeString(TABLES, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        BuildOutput.print("\n" + text);
        assertThat(server.problems()).isEmpty();
    }
}
