package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.chatboard.testing.Member;
import org.chatboard.testing.RawSocket;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Frames as fast as a socket takes them, from somebody who comes back as often as he is thrown out. */
@WithTestServer
class FloodIT {
    private static final byte[] FRAME = "{\"type\":\"pong\",\"n\":1}".getBytes(StandardCharsets.UTF_8);
    private static final int SAMPLES = 25;

    /** They keep to the limits. */
    private static final long PAUSE_MS = 110;

    private static final double MOST_TIMES = 3;

    private final TestServer board;
    private int sent;
    private int sockets;
    private int rejectedUpgrades;

    FloodIT(@WithTestServer.Limited TestServer board) {
        this.board = board;
    }

    @Test
    void isEndedWith4029AndSlowsNobody() throws IOException {
        Member flooder = board.newMember();
        try (MeasuredConversation others = new MeasuredConversation(board.newMember(), board.newMember(), PAUSE_MS)) {
            others.begin();
            double calm = others.medianMs(SAMPLES);
            others.begin();
            long start = System.nanoTime();
            while (sent < ProofSizes.FLOOD || others.count() < SAMPLES) {
                // who still sends while the server closes may be reset before he reads why
                int end = flood(flooder);
                assertThat(end).isIn(4029, 1006, 429);
                sockets += end == 429 ? 0 : 1;
                rejectedUpgrades += end == 429 ? 1 : 0;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double flooded = others.medianMs(SAMPLES);
            ProofReport.values(
                    "A flood of " + sent + " frames by one account",
                    "frames a second",
                    Math.round(sent / seconds),
                    "sockets that were ended with 4029",
                    sockets,
                    "upgrades that were answered 429",
                    rejectedUpgrades,
                    "others' median before, ms",
                    calm,
                    "others' median meanwhile, ms",
                    flooded);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(board.log())
                    .filteredOn(line -> line.endsWith("User=" + flooder.username() + ", code 4029"))
                    .hasSize(sockets));
            assertThat(rejectedUpgrades).isPositive();
            assertThat(flooded).isLessThan(Math.max(ProofSizes.NOISE_MS, MOST_TIMES * calm));
        }
    }

    /** Sends what one socket takes. @return the code that it is closed with, or the HTTP status of an upgrade that was rejected */
    private int flood(Member flooder) throws IOException {
        try (RawSocket raw = RawSocket.open(board.url(), "/ws", flooder.rest().cookies(), "chatboard.v1")) {
            raw.send(RawSocket.TEXT, true, "{\"type\":\"hello\",\"rooms\":[]}".getBytes(StandardCharsets.UTF_8));
            CompletableFuture<Integer> closed = CompletableFuture.supplyAsync(() -> closeCode(raw));
            for (int i = 0; i < ProofSizes.FLOOD && !closed.isDone(); i++) {
                send(raw);
            }
            return closed.join();
        } catch (RawSocket.UpgradeRejected e) {
            return e.status();
        }
    }

    private void send(RawSocket raw) throws IOException {
        try {
            raw.send(RawSocket.TEXT, true, FRAME);
            sent++;
        } catch (SocketException e) { // closed meanwhile: whoever reads is told why
        }
    }

    private static int closeCode(RawSocket raw) {
        try {
            return raw.closeCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
