package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.RawSocket;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** A reader that does not read, over a real network: its connection fills up, then its queue, and then it must go. */
@WithTestServer
class SlowConsumerIT {
    private static final int CHARACTERS = 4_000;
    private static final int SAMPLES = 50;

    private static final double MOST_TIMES = 3;

    /** A queue, the container's buffer, and the caches of a server that has just stored so much; at full size half of what was sent. */
    private static final long MOST_HEAP_BYTES = 20L << 20;

    private final TestServer board;
    private final Member writer;
    private final Member reader;
    private final long room;

    SlowConsumerIT(TestServer board) {
        this.board = board;
        writer = board.newMember();
        reader = board.newMember();
        try (SocketClient socket = writer.socket()) {
            room = Json.number(socket.awaitAck(socket.postTo(reader.id(), "first")), "room");
        }
    }

    @Test
    void costsTheOthersNothingAndHasEverythingWhenItComesBack() throws IOException {
        ProcessUsage usage = new ProcessUsage(board.server());
        try (MeasuredConversation others = new MeasuredConversation(board.newMember(), board.newMember(), 5);
                LoadClient load = new LoadClient(writer, room, CHARACTERS)) {
            double withReader = withReader(others, load);
            ProcessUsage.Heap before = usage.heap();
            try (RawSocket stuck = stuckReader()) {
                double withStuckReader = fill(others, load);
                ProcessUsage.Heap after = usage.heap();
                await("closed with 4008").atMost(Duration.ofSeconds(30)).until(() -> board.log().stream()
                        .anyMatch(line -> line.endsWith("User=" + reader.username() + ", code 4008")));
                int code = stuck.closeCode();
                long backMs = comesBack(load.sent() + 1);
                ProofReport.values(
                        "A reader that does not read, " + ProofSizes.UNREAD + " messages of " + CHARACTERS
                                + " characters into its room",
                        "others' median while somebody reads them, ms",
                        withReader,
                        "others' median while nobody does, ms",
                        withStuckReader,
                        "heap in use before, MB",
                        before.megabytes(),
                        "heap in use after, MB",
                        after.megabytes(),
                        "close code that the reader finds",
                        code,
                        "the reader has everything after, ms",
                        backMs);
                assertThat(withStuckReader).isLessThan(Math.max(ProofSizes.NOISE_MS, MOST_TIMES * withReader));
                assertThat(after.bytes() - before.bytes()).isLessThan(MOST_HEAP_BYTES);
                assertThat(code).isIn(4008, 1006); // the frame may be behind what the network no longer takes
            }
        }
    }

    private double withReader(MeasuredConversation others, LoadClient load) {
        try (ResumingClient reads = new ResumingClient(reader, List.of(room), List.of(), Long.MAX_VALUE)) {
            double median = fill(others, load);
            await().atMost(Duration.ofSeconds(60)).until(() -> reads.held(room) == load.sent() + 1);
            return median;
        }
    }

    private static double fill(MeasuredConversation others, LoadClient load) {
        others.begin();
        load.send(ProofSizes.UNREAD);
        load.settle();
        return others.medianMs(SAMPLES);
    }

    private RawSocket stuckReader() throws IOException {
        RawSocket raw = RawSocket.open(board.url(), "/ws", reader.rest().cookies(), "chatboard.v1");
        raw.send(RawSocket.TEXT, true, "{\"type\":\"hello\",\"rooms\":[]}".getBytes(StandardCharsets.UTF_8));
        return raw;
    }

    private long comesBack(long messages) {
        long start = System.nanoTime();
        try (ResumingClient back = new ResumingClient(reader, List.of(room), List.of(), Long.MAX_VALUE)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> back.held(room) == messages);
            assertThat(back.rooms().get(room).faults()).matches(ProofSummary::isFaultless);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }
}
