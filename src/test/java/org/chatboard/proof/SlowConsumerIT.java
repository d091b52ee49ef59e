package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
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

/** A slow consumer over a real socket: the socket buffer fills up, then the send queue, and then the server closes the connection. */
@WithTestServer
class SlowConsumerIT {
    private static final int CHARACTERS = 4_000;
    private static final int SAMPLES = 50;

    private static final double MAX_RATIO = 3;

    /** Tolerated heap growth, for a send queue, a buffer of the container and caches. At full size, twice as much is sent. */
    private static final long MAX_HEAP_BYTES = 20L << 20;

    /**
     * The most that Derby's page cache holds: 1,000 pages ({@code derby.storage.pageCacheSize}), of 32 KiB each for the table of
     * messages. At full size, the messages to the normal consumer fill it before the heap is measured.
     */
    private static final long PAGE_CACHE_BYTES = 1_000 * (32L << 10);

    private final TestServer board;
    private final Member writer;
    private final Member reader;
    private final long room;
    private final String epoch;

    SlowConsumerIT(TestServer board) {
        this.board = board;
        writer = board.newMember();
        reader = board.newMember();
        try (SocketClient socket = writer.socket()) {
            room = Json.number(socket.awaitAck(socket.postTo(reader.id(), "first")), "room");
            epoch = socket.await("room").getString("epoch");
        }
    }

    @Test
    void doesNotSlowOthersAndCatchesUpAfterAReconnect() throws IOException {
        ProcessUsage usage = new ProcessUsage(board.server());
        try (MeasuredConversation others = new MeasuredConversation(board.newMember(), board.newMember(), 5);
                LoadClient load = new LoadClient(writer, room, CHARACTERS)) {
            double withReader = withReader(others, load);
            ProcessUsage.Heap before = usage.heap();
            try (RawSocket stuck = stuckReader(load.sent() + 1)) {
                double withStuckReader = fill(others, load);
                ProcessUsage.Heap after = usage.heap();
                await("close with 4008 in the log")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> board.log().stream()
                                .anyMatch(line -> line.endsWith("User=" + reader.username() + ", code 4008")));
                await("the end of the connection, though its client reads nothing")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> !stuck.isHeldByTheServer());
                int code = stuck.closeCode();
                long catchUpMs = catchUp(load.sent() + 1);
                ProofReport.values(
                        "A slow consumer, " + ProofSizes.UNREAD + " messages of " + CHARACTERS
                                + " characters into its room",
                        "others' median with a normal consumer, ms",
                        withReader,
                        "others' median with the slow consumer, ms",
                        withStuckReader,
                        "heap in use before, MB",
                        before.megabytes(),
                        "heap in use after, MB",
                        after.megabytes(),
                        "close code at the consumer",
                        code,
                        "catch-up after the reconnect, ms",
                        catchUpMs);
                assertThat(withStuckReader).isLessThan(Math.max(ProofSizes.NOISE_MS, MAX_RATIO * withReader));
                assertThat(after.bytes() - before.bytes()).isLessThan(MAX_HEAP_BYTES + freeInPageCache());
                assertThat(code).isIn(4008, 1006); // the close frame may not fit into the full socket buffer
            }
        }
    }

    private static long freeInPageCache() {
        return Math.max(0, PAGE_CACHE_BYTES - (long) ProofSizes.UNREAD * CHARACTERS);
    }

    private double withReader(MeasuredConversation others, LoadClient load) {
        try (ResumingClient reads = new ResumingClient(reader, List.of(room), List.of(), Long.MAX_VALUE)) {
            double median = fill(others, load);
            await().atMost(Duration.ofSeconds(60)).until(() -> reads.cursor(room) == load.sent() + 1);
            return median;
        }
    }

    private static double fill(MeasuredConversation others, LoadClient load) {
        others.begin();
        load.send(ProofSizes.UNREAD);
        load.settle();
        return others.medianMs(SAMPLES);
    }

    /**
     * Opens the socket of a reader that reads only until its room is live. A reader that stops during a replay would not fill its
     * send queue, because a replay keeps to the reader's pace.
     */
    private RawSocket stuckReader(long last) throws IOException {
        RawSocket raw = RawSocket.open(board.url(), "/ws", reader.rest().cookies(), "chatboard.v1");
        JsonObject held = Json.of("room", room, "epoch", epoch, "since", last);
        String hello = Json.of("type", "hello", "rooms", List.of(held)).toString();
        raw.send(RawSocket.TEXT, true, hello.getBytes(StandardCharsets.UTF_8));
        while (!raw.text().contains("\"type\":\"synced\"")) {}
        return raw;
    }

    private long catchUp(long messages) {
        long start = System.nanoTime();
        try (ResumingClient back = new ResumingClient(reader, List.of(room), List.of(), Long.MAX_VALUE)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> back.cursor(room) == messages);
            assertThat(back.rooms().get(room).faults()).matches(ProofSummary::isFaultless);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }
}
