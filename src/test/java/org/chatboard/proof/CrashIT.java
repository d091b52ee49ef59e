package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * The crash test: the server is killed at random times while random network faults occur. No acknowledged request may be lost. No
 * request may be stored or delivered twice. All clients must see the same order without a gap. Uploads go on where they were cut; messages have
 * all their files, whole, and nothing stays of the files of deleted messages. Each message is found as it is now, and nothing else.
 */
class CrashIT {
    private static final int PEOPLE = 6;
    /** Members of each named room. */
    private static final List<Integer> NAMED_ROOMS = List.of(2, 20, ProofSizes.MEMBERS);

    private static final int GUESTS = 2;
    private static final int MIN_ACKS = 50;
    private static final int MAX_ACKS = 1_500;

    /** A short timeout of dead connections, so that many half-open connections occur in a run. */
    private static final int DEAD_AFTER_MS = 2_500;

    private static final Pattern TRANSACTION_LOG = Pattern.compile("log[0-9]+\\.dat");

    private static final Map<String, String> SETTINGS = Map.of(
            // the answer to a new upload is lost now and then
            "CHATBOARD_LIMIT_UPLOADS_PER_ACCOUNT", "10000",
            "CHATBOARD_LOG", "production",
            "CHATBOARD_HEARTBEAT_MS", "500",
            "CHATBOARD_DEAD_AFTER_MS", String.valueOf(DEAD_AFTER_MS));

    private final Random random = new Random();

    @Test
    void losesAndDuplicatesNothingThatWasAcknowledged() throws SQLException {
        survives(TestDatabase.Kind.chosen(), ProofSizes.KILLS, Duration.ofMinutes(ProofSizes.MINUTES));
    }

    @Test
    void losesAndDuplicatesNothingOnTheOtherDatabase() throws SQLException {
        survives(TestDatabase.Kind.other(), 1, Duration.ZERO);
    }

    private void survives(TestDatabase.Kind database, int leastKills, Duration leastTime) throws SQLException {
        Instant end = Instant.now().plus(leastTime);
        try (ProxiedServer site = ProxiedServer.start(database, SETTINGS);
                RingOfClients ring = new RingOfClients(site, PEOPLE, DEAD_AFTER_MS, NAMED_ROOMS, GUESTS)) {
            if (site.database().isDerby()) {
                // Derby begins another file after 1 MB, and opens it for a moment to fill it with zeros
                await(
                                "the transaction log is written with O_DSYNC, so that acknowledged requests survive a power failure too")
                        .until(() -> new ProcessUsage(site.server()).forcesEachWriteTo(TRANSACTION_LOG));
            } else {
                assertThat(List.of(setting(site, "fsync"), setting(site, "synchronous_commit")))
                        .as("fsync and synchronous_commit, so that acknowledged requests survive a power failure too")
                        .containsOnly("on");
            }
            ring.alsoSendFiles(site);
            ring.write();
            NetworkFaults faults = new NetworkFaults(ring.networks(), DEAD_AFTER_MS);
            int kills = 0;
            try (faults) {
                for (; kills < leastKills || Instant.now().isBefore(end); kills++) {
                    ring.awaitAcks(MIN_ACKS + random.nextInt(MAX_ACKS - MIN_ACKS));
                    site.kill();
                    site.restart();
                }
                for (int more = 0;
                        more == 0 || Math.min(ring.acksLost(), ring.filesDeleted()) == 0 && more < MAX_ACKS;
                        more++) {
                    ring.awaitAcks(MIN_ACKS);
                }
            }
            ProofSummary summary = ring.settle();
            FileCheck files = ring.checkFiles();
            SearchCheck search = ring.checkSearch();
            report(database, kills, faults, ring, summary);
            reportFiles(ring, files, search);
            assertThat(summary).as("faults").matches(ProofSummary::isFaultless);
            assertThat(summary.stored())
                    .as("each request is stored exactly once")
                    .isEqualTo(summary.sent() + ring.otherLines());
            assertThat(ring.churn().contradictions())
                    .as("changes of members that were acknowledged and lost")
                    .isZero();
            assertThat(ring.churn().acknowledged())
                    .as("changes of members, without which the test would prove nothing about them")
                    .isPositive();
            assertThat(ring.seenByNoMember())
                    .as("frames that a former member saw")
                    .isZero();
            assertThat(ring.acksLost())
                    .as("lost acks, without which the test would prove no idempotency")
                    .isPositive();
            assertThat(ring.uploads().stream().flatMap(each -> each.problems().stream()))
                    .as("what uploads met and no fault explains")
                    .isEmpty();
            assertThat(files.broken())
                    .as("files that are not as they were uploaded, or still there without a message")
                    .isZero();
            assertThat(List.of(files.attached(), files.deleted(), search.found()))
                    .as(
                            "files, files of deleted messages and hits, without which the test would prove nothing about them")
                    .doesNotContain(0L);
            files.awaitDisk(site.data());
            site.stop();
            assertThat(SequenceCheck.faults(site.database())).isZero();
        }
    }

    /** {@return a setting of PostgreSQL} */
    private static String setting(ProxiedServer site, String name) throws SQLException {
        try (Connection connection = site.database().connect();
                Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("SHOW " + name)) {
            value.next();
            return value.getString(1);
        }
    }

    private static void reportFiles(RingOfClients ring, FileCheck files, SearchCheck search) {
        ProofReport.values(
                "Files and search in the proof",
                "files of messages",
                files.attached(),
                "files of deleted messages",
                files.deleted(),
                "of both not as they must be",
                files.broken(),
                "uploads that went on where they were cut",
                ring.uploads().stream().mapToLong(FileUploads::resumed).sum(),
                "messages found, and nothing else",
                search.found());
    }

    private static void report(
            TestDatabase.Kind database, int kills, NetworkFaults faults, RingOfClients ring, ProofSummary summary) {
        new ProofReport(
                        "The proof on " + database.title() + ": " + kills + " times kill -9, " + faults
                                + "; clients reconnected "
                                + ring.reconnects() + " times, " + ring.acksLost()
                                + " requests were stored although their ack was lost; rooms of 2, 20 and "
                                + ProofSizes.MEMBERS + " in which people were added and removed "
                                + ring.churn().acknowledged() + " times, of which "
                                + ring.churn().contradictions()
                                + " were lost, and a former member saw " + ring.seenByNoMember() + " frames",
                        ProofSummary.COLUMNS)
                .row(summary.cells())
                .print();
    }
}
