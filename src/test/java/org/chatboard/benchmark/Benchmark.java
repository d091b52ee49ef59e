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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Measures ChatBoard on this machine: {@code mvn -Pbenchmark verify}. Fails where a message was lost, doubled or not acknowledged,
 * and for no figure.
 */
class Benchmark {
    private static final Path RESULTS = Path.of("target", "benchmark");
    private static final int AHEAD = 8;
    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final double KIBI = 1_024;

    private final BenchmarkSettings settings = BenchmarkSettings.read();
    private final Report report = new Report();
    private final List<Figures> all = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private Path folder;

    /** Beside the results, and not where temporary files lie, which may be no disk at all. */
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
    void losesAndDoublesNothingWhileItIsMeasured() throws IOException {
        measureChatBoard();
        if (settings.echo()) {
            measureEcho();
        }
        String tables = report.markdown();
        Files.writeString(RESULTS.resolve("table.md"), tables);
        BuildOutput.print("\n" + tables);
        assertThat(troubles).as("troubles").isEmpty();
        assertThat(all).allSatisfy(figures -> {
            assertThat(figures.troubles()).as(figures.load()).isEmpty();
            assertThat(figures.wrong()).as(figures.load()).isEqualTo(SentMessages.Wrong.NOTHING);
        });
    }

    private void measureChatBoard() {
        try (ServerUnderTest server = ServerUnderTest.start(settings, folder.resolve("data"))) {
            report.add("start to ready", server.startSeconds(), "s");
            People people = new People(server.url(), settings.pairs());
            try (LoadSequence trial = new LoadSequence(server.handle(), people.conversations(), DRAIN)) {
                warmUp(trial);
                row(trial, loop(1), new ClosedLoop(1));
                Figures maximum = row(trial, loop(AHEAD), new ClosedLoop(AHEAD));
                row(trial, "open loop, " + settings.rate() + "/s", new OpenLoop(settings.rate()));
                row(trial, "open loop, half of the maximum", new OpenLoop(Math.max(1, maximum.perSecond() / 2)));
                if (settings.idle() > 0) {
                    measureIdle(server, people, trial);
                }
                Memory.resident(server.handle())
                        .ifPresent(bytes -> report.add("resident memory after all that", bytes / KIBI / KIBI, "MiB"));
                troubles.addAll(people.misstored());
            }
        }
    }

    private void measureIdle(ServerUnderTest server, People people, LoadSequence trial) {
        long before = Memory.live(server.handle());
        List<Client> idle = people.idle(settings.idle());
        double each = (Memory.live(server.handle()) - before) / KIBI / settings.idle();
        report.add("heap for an idle connection, of " + settings.idle(), each, "KiB");
        row(trial, loop(AHEAD) + ", " + settings.idle() + " idle beside", new ClosedLoop(AHEAD));
        troubles.addAll(People.ended(idle).toList());
        idle.forEach(Client::close);
    }

    private void measureEcho() {
        try (EchoServer server = EchoServer.start(settings, folder);
                LoadSequence trial = new LoadSequence(server.handle(), server.conversations(settings.pairs()), DRAIN)) {
            warmUp(trial);
            row(trial, "bare echo: " + loop(AHEAD), new ClosedLoop(AHEAD));
        }
    }

    private String loop(int ahead) {
        return "closed loop, " + settings.pairs() + " pairs, " + ahead + " under way";
    }

    private void warmUp(LoadSequence trial) {
        all.add(trial.run("warm-up", new ClosedLoop(AHEAD), settings.warmup()));
    }

    private Figures row(LoadSequence trial, String name, Load load) {
        Figures figures = trial.run(name, load, settings.seconds());
        all.add(figures);
        report.add(figures);
        return figures;
    }
}
