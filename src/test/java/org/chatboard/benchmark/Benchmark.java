package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.testing.BuildOutput;
import org.chatboard.testing.Folders;
import org.chatboard.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Measures ChatBoard on this machine: {@code mvn -Pbenchmark verify}. Fails if a message is lost, doubled or not acknowledged. A
 * slow result is no failure.
 */
class Benchmark {
    private static final Path RESULTS = Path.of("target", "benchmark");
    private static final int IN_FLIGHT = 8;
    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final double KIBI = 1_024;

    private final BenchmarkSettings settings = BenchmarkSettings.read();
    private final BenchmarkReport report = new BenchmarkReport();
    private final List<LoadResult> all = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Path folder;

    /** Creates the data directory below the results, since the temporary directory may be a RAM disk. */
    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(RESULTS), "run")
                .toAbsolutePath();
    }

    @AfterEach
    void deleteFolder() {
        Folders.delete(folder);
    }

    @Test
    void losesAndDuplicatesNothingUnderLoad() throws IOException {
        measureChatBoard();
        if (settings.echo()) {
            measureEcho();
        }
        String tables = report.markdown();
        Files.writeString(RESULTS.resolve("table.md"), tables);
        BuildOutput.print("\n" + tables);
        assertThat(problems).as("problems").isEmpty();
        assertThat(all).allSatisfy(result -> {
            assertThat(result.problems()).as(result.load()).isEmpty();
            assertThat(result.faults()).as(result.load()).isEqualTo(SentMessages.Faults.NOTHING);
        });
    }

    private void measureChatBoard() {
        Path data = folder.resolve("data");
        try (TestDatabase database = TestDatabase.create(TestDatabase.Kind.chosen(), data);
                ServerUnderTest server = ServerUnderTest.start(settings, data, database.settings())) {
            report.add("start to ready", server.startSeconds(), "s");
            BenchmarkAccounts people = new BenchmarkAccounts(server.url(), settings.pairs());
            try (LoadSequence loads = new LoadSequence(server.handle(), people.conversations(), DRAIN)) {
                warmUp(loads);
                row(loads, loop(1), new ClosedLoop(1));
                LoadResult maximum = row(loads, loop(IN_FLIGHT), new ClosedLoop(IN_FLIGHT));
                row(loads, "open loop, " + settings.rate() + "/s", new OpenLoop(settings.rate()));
                row(loads, "open loop, half of the maximum", new OpenLoop(Math.max(1, maximum.perSecond() / 2)));
                if (settings.idle() > 0) {
                    measureIdle(server, people, loads);
                }
                Memory.resident(server.handle())
                        .ifPresent(bytes -> report.add("resident memory at the end", bytes / KIBI / KIBI, "MiB"));
                problems.addAll(people.storageMismatches());
            }
        }
    }

    private void measureIdle(ServerUnderTest server, BenchmarkAccounts people, LoadSequence loads) {
        long before = Memory.live(server.handle());
        List<BenchmarkClient> idle = people.idle(settings.idle());
        double each = (Memory.live(server.handle()) - before) / KIBI / settings.idle();
        report.add("heap of an idle connection, mean of " + settings.idle(), each, "KiB");
        row(loads, loop(IN_FLIGHT) + ", " + settings.idle() + " idle connections beside", new ClosedLoop(IN_FLIGHT));
        problems.addAll(BenchmarkAccounts.ended(idle).toList());
        idle.forEach(BenchmarkClient::close);
    }

    private void measureEcho() {
        try (EchoServer server = EchoServer.start(settings, folder);
                LoadSequence loads = new LoadSequence(server.handle(), server.conversations(settings.pairs()), DRAIN)) {
            warmUp(loads);
            row(loads, "bare echo: " + loop(IN_FLIGHT), new ClosedLoop(IN_FLIGHT));
        }
    }

    private String loop(int inFlight) {
        return "closed loop, " + settings.pairs() + " pairs, " + inFlight + " in flight";
    }

    private void warmUp(LoadSequence loads) {
        all.add(loads.run("warm-up", new ClosedLoop(IN_FLIGHT), settings.warmup()));
    }

    private LoadResult row(LoadSequence loads, String name, LoadPattern load) {
        LoadResult result = loads.run(name, load, settings.seconds());
        all.add(result);
        report.add(result);
        return result;
    }
}
