package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.chatboard.testing.Member;
import org.chatboard.testing.RawSocket;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** One account floods the server with frames as fast as a socket accepts them, and reconnects after each close. */
@WithTestServer
class FloodIT {
    private static final byte[] FRAME = "{\"type\":\"pong\",\"n\":1}".getBytes(StandardCharsets.UTF_8);
    private static final int SAMPLES = 25;

    /** Pause between two messages of the measured conversation, which keeps it below the rate limits. */
    private static final long PAUSE_MS = 110;

    private static final double MAX_RATIO = 3;

    private final TestServer board;
    private int sent;
    private int sockets;
    private int rejectedUpgrades;

    FloodIT(@WithTestServer.Limited TestServer board) {
        this.board = board;
    }

    @Test
    void closesFloodingSocketsWith4029WithoutSlowingOthers() throws IOException {
        Member flooder = board.newMember();
        try (MeasuredConversation others = new MeasuredConversation(board.newMember(), board.newMember(), PAUSE_MS)) {
            others.begin();
            double calm = others.medianMs(SAMPLES);
            others.begin();
            long start = System.nanoTime();
            while (sent < ProofSizes.FLOOD || others.count() < SAMPLES) {
                // 1006: a client that is still sending may get a reset before it reads the close frame
                int code = flood(flooder);
                assertThat(code).isIn(4029, 1006, 429);
                sockets += code == 429 ? 0 : 1;
                rejectedUpgrades += code == 429 ? 1 : 0;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double flooded = others.medianMs(SAMPLES);
            others.begin();
            double after = others.medianMs(SAMPLES);
            ProofReport.values(
                    "A flood of " + sent + " frames by one account",
                    "frames/s",
                    Math.round(sent / seconds),
                    "sockets closed with 4029",
                    sockets,
                    "upgrades rejected with 429",
                    rejectedUpgrades,
                    "others' median before, ms",
                    calm,
                    "others' median during the flood, ms",
                    flooded,
                    "others' median after, ms",
                    after);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(board.log())
                    .filteredOn(line -> line.endsWith("User=" + flooder.username() + ", code 4029"))
                    .hasSize(sockets));
            assertThat(rejectedUpgrades).isPositive();
            assertThat(List.of(flooded, after)).allSatisfy(median -> assertThat(median)
                    .isLessThan(Math.max(ProofSizes.NOISE_MS, MAX_RATIO * calm)));
        }
    }

    /** Floods one socket until it is closed. @return the close code, or the HTTP status of a rejected upgrade */
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
        } catch (SocketException e) { // closed meanwhile: the reading thread gets the close code
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
