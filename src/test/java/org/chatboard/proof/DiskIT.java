package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.SmallDisk;
import org.chatboard.testing.UnwritableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing more while people write: they are told so, nothing is lost, and it goes on once there is room again. */
class DiskIT {
    private static final int PEOPLE = 4;
    private static final int MEGABYTES = 200;
    private static final int ACKS = 200;

    /** To each writer, while the harm lasts; whoever was refused waits 200 ms before he repeats. */
    private static final int ERRORS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DEAD_AFTER_MS = 55_000;
    private static final Map<String, String> SETTINGS = Map.of("CHATBOARD_LOG", "production");

    @TempDir
    Path folder;

    /** What goes wrong. */
    @FunctionalInterface
    private interface Harm {
        /** Does it. @return what puts it right */
        Cure begin() throws IOException;
    }

    /** Puts it right. */
    @FunctionalInterface
    private interface Cure {
        void apply() throws IOException;
    }

    @Test
    void isFull() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MEGABYTES);
                ProxiedServer site = ProxiedServer.start(disk.path().resolve("data"), SETTINGS)) {
            survives(site, "disk full", () -> {
                Path filler = disk.fill();
                return () -> Files.delete(filler);
            });
        }
    }

    @Test
    void isReadOnly() throws IOException {
        try (ProxiedServer site = ProxiedServer.start(folder.resolve("data"), SETTINGS)) {
            survives(
                    site,
                    "database read-only",
                    () -> UnwritableFiles.make(site.data().resolve("db"))::close);
        }
    }

    private static void survives(ProxiedServer site, String title, Harm harm) throws IOException {
        try (RingOfClients ring = new RingOfClients(site, PEOPLE, DEAD_AFTER_MS)) {
            ring.write();
            ring.awaitAcks(ACKS);
            assertThat(ring.errors()).as("before the harm").isZero();
            Cure cure = harm.begin();
            try {
                await("errors to each client").atMost(PATIENCE).until(() -> ring.fewestErrors() >= ERRORS);
            } finally {
                cure.apply();
            }
            ring.awaitAcks(ACKS);
            ProofSummary summary = ring.settle();
            new ProofReport(
                            "The proof: " + title + "; " + ring.errors() + " requests were refused and repeated",
                            ProofSummary.COLUMNS)
                    .row(summary.cells())
                    .print();
            assertThat(summary).matches(ProofSummary::isFaultless);
            assertThat(summary.stored()).isEqualTo(summary.sent() + ring.rooms());
        }
    }
}
