package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.chatboard.testing.ProxiedServer;
import org.junit.jupiter.api.Test;

/**
 * The promise, against a server that is killed and networks that fail, all at random and all at once: nothing that was acknowledged is
 * lost, nothing is doubled, everybody sees the same order without a hole.
 */
class CrashIT {
    private static final int PEOPLE = 6;
    private static final int FEWEST_ACKS = 50;
    private static final int MOST_ACKS = 1_500;

    /** Links that die without a word are noticed soon, so that many can. */
    private static final int DEAD_AFTER_MS = 2_500;

    private static final Map<String, String> SETTINGS = Map.of(
            "CHATBOARD_LOG", "production",
            "CHATBOARD_HEARTBEAT_MS", "500",
            "CHATBOARD_DEAD_AFTER_MS", String.valueOf(DEAD_AFTER_MS));

    private final Random random = new Random();

    @Test
    void losesNothingThatWasAcknowledgedAndDoublesNothing() throws SQLException {
        Instant end = Instant.now().plus(Duration.ofMinutes(ProofSizes.MINUTES));
        try (ProxiedServer site = ProxiedServer.start(SETTINGS);
                RingOfClients ring = new RingOfClients(site, PEOPLE, DEAD_AFTER_MS)) {
            assertThat(new ProcessUsage(site.server()).forcesEachWriteTo("log1.dat"))
                    .as("what is acknowledged outlives the machine's power too, which no kill -9 shows")
                    .isTrue();
            ring.write();
            NetworkFaults trouble = new NetworkFaults(ring.networks(), DEAD_AFTER_MS);
            int kills = 0;
            try (trouble) {
                for (; kills < ProofSizes.KILLS || Instant.now().isBefore(end); kills++) {
                    ring.awaitAcks(FEWEST_ACKS + random.nextInt(MOST_ACKS - FEWEST_ACKS));
                    site.kill();
                    site.restart();
                }
                for (int more = 0; more == 0 || ring.acksLost() == 0 && more < MOST_ACKS; more++) {
                    ring.awaitAcks(FEWEST_ACKS);
                }
            }
            ProofSummary summary = ring.settle();
            report(kills, trouble, ring, summary);
            assertThat(summary).as("the promise").matches(ProofSummary::isFaultless);
            assertThat(summary.stored())
                    .as("all that was sent is stored, once it was repeated")
                    .isEqualTo(summary.sent() + ring.rooms());
            assertThat(ring.acksLost()).as("the torture hurts").isPositive();
            site.stop();
            assertThat(SequenceCheck.faults(site.data().resolve("db"))).isZero();
        }
    }

    private static void report(int kills, NetworkFaults trouble, RingOfClients ring, ProofSummary summary) {
        new ProofReport(
                        "The proof: " + kills + " times kill -9, " + trouble + "; people came back " + ring.returns()
                                + " times, " + ring.acksLost() + " messages were stored while their ack got lost",
                        ProofSummary.COLUMNS)
                .row(summary.cells())
                .print();
    }
}
