package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.chatboard.testing.DerbyOnly;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.SmallDisk;
import org.chatboard.testing.UnwritableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the disk reject writes while clients send. The clients get errors, nothing acknowledged is lost, and the server recovers
 * afterwards.
 */
class DiskIT {
    private static final int PEOPLE = 4;
    private static final int MEGABYTES = 200;
    private static final int ACKS = 200;

    /** Errors that each writer must get during the fault; a client retries 200 ms after an error. */
    private static final int ERRORS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DEAD_AFTER_MS = 55_000;
    private static final Map<String, String> SETTINGS = Map.of("CHATBOARD_LOG", "production");

    @TempDir
    Path folder;

    /** A fault of the disk. */
    @FunctionalInterface
    private interface DiskFault {
        /** Injects the fault. @return the repair */
        Repair inject() throws IOException;
    }

    /** Removes the fault. */
    @FunctionalInterface
    private interface Repair {
        void apply() throws IOException;
    }

    @Test
    @DerbyOnly("PostgreSQL is not on the disk of the server.")
    void recoversFromAFullDisk() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MEGABYTES);
                ProxiedServer site = ProxiedServer.start(disk.path().resolve("data"), SETTINGS)) {
            survives(site, "disk full", () -> {
                Path filler = disk.fill();
                return () -> Files.delete(filler);
            });
        }
    }

    @Test
    @DerbyOnly("The files of PostgreSQL are not the server's.")
    void recoversFromAReadOnlyDatabase() throws IOException {
        try (ProxiedServer site = ProxiedServer.start(folder.resolve("data"), SETTINGS)) {
            survives(
                    site,
                    "database read-only",
                    () -> UnwritableFiles.make(site.data().resolve("db"))::close);
        }
    }

    private static void survives(ProxiedServer site, String title, DiskFault fault) throws IOException {
        try (RingOfClients ring = new RingOfClients(site, PEOPLE, DEAD_AFTER_MS, List.of(), 0)) {
            ring.write();
            ring.awaitAcks(ACKS);
            assertThat(ring.errors()).as("errors before the fault").isZero();
            Repair repair = fault.inject();
            try {
                await("errors at each writer").atMost(PATIENCE).until(() -> ring.fewestErrors() >= ERRORS);
            } finally {
                repair.apply();
            }
            ring.awaitAcks(ACKS);
            ProofSummary summary = ring.settle();
            new ProofReport(
                            "The proof: " + title + "; " + ring.errors() + " requests were rejected and retried",
                            ProofSummary.COLUMNS)
                    .row(summary.cells())
                    .print();
            assertThat(summary).matches(ProofSummary::isFaultless);
            assertThat(summary.stored()).isEqualTo(summary.sent() + ring.otherLines());
        }
    }
}
