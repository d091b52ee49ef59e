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
class TortureIT {
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
                RingOfClients circle = new RingOfClients(site, PEOPLE, DEAD_AFTER_MS)) {
            assertThat(new ProcessUsage(site.server()).forcesEachWriteTo("log1.dat"))
                    .as("what is acknowledged outlives the machine's power too, which no kill -9 shows")
                    .isTrue();
            circle.write();
            NetworkFaults trouble = new NetworkFaults(circle.networks(), DEAD_AFTER_MS);
            int kills = 0;
            try (trouble) {
                for (; kills < ProofSizes.KILLS || Instant.now().isBefore(end); kills++) {
                    circle.awaitAcks(FEWEST_ACKS + random.nextInt(MOST_ACKS - FEWEST_ACKS));
                    site.kill();
                    site.startAgain();
                }
                for (int more = 0; more == 0 || circle.acksLost() == 0 && more < MOST_ACKS; more++) {
                    circle.awaitAcks(FEWEST_ACKS);
                }
            }
            ProofSummary tally = circle.settle();
            report(kills, trouble, circle, tally);
            assertThat(tally).as("the promise").matches(ProofSummary::isFaultless);
            assertThat(tally.stored())
                    .as("all that was sent is stored, once it was repeated")
                    .isEqualTo(tally.sent() + circle.rooms());
            assertThat(circle.acksLost()).as("the torture hurts").isPositive();
            site.stop();
            assertThat(Numbering.faults(site.data().resolve("db"))).isZero();
        }
    }

    private static void report(int kills, NetworkFaults trouble, RingOfClients circle, ProofSummary tally) {
        new Report(
                        "The proof: " + kills + " times kill -9, " + trouble + "; people came back " + circle.returns()
                                + " times, " + circle.acksLost() + " messages were stored while their ack got lost",
                        ProofSummary.COLUMNS)
                .row(tally.cells())
                .print();
    }
}
