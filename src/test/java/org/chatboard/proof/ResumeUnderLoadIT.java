package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Readers that reconnect repeatedly while messages are sent: each replay races with the messages being committed. */
@WithTestServer
class ResumeUnderLoadIT {
    private static final int READERS = 4;
    private static final int MAX_READ = 8;
    /**
     * How far a reader may be behind: further than the longest replay of 1,000 messages, so that it sometimes reads pages
     * too.
     */
    private static final int MAX_LAG = 2000;

    /** Time without a frame after which a reader reconnects, as in the page. The test fails if this happens. */
    private static final long DEAD_AFTER_MS = 55_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final Member writer;
    private final Member reader;
    private final long room;

    ResumeUnderLoadIT(TestServer board) {
        writer = board.newMember();
        reader = board.newMember();
        try (SocketClient socket = writer.socket()) {
            room = Json.number(socket.awaitAck(socket.postTo(reader.id(), "first")), "room");
        }
    }

    @Test
    void replaysNeitherSkipNorDuplicateWhileMessagesAreSent() {
        List<ResumingClient> readers = Stream.generate(
                        () -> new ResumingClient(reader, List.of(room), List.of(), DEAD_AFTER_MS))
                .limit(READERS)
                .toList();
        long sent;
        try (LoadClient load = new LoadClient(writer, room, 10)) {
            List<CompletableFuture<Void>> reconnecting = readers.stream()
                    .map(one ->
                            CompletableFuture.runAsync(() -> reconnectRepeatedly(one, ProofSizes.RESUMES / READERS)))
                    .toList();
            while (reconnecting.stream().anyMatch(one -> !one.isDone())) {
                long atLeast = load.sent() - MAX_LAG;
                readers.forEach(one -> one.awaitCursor(room, atLeast, TIMEOUT.toMillis()));
                load.send(1);
            }
            load.settle();
            reconnecting.forEach(CompletableFuture::join);
            sent = load.sent();
        }
        readers.forEach(one -> await().atMost(TIMEOUT).until(() -> one.cursor(room) == sent + 1));
        readers.forEach(ResumingClient::close);
        long resumes = readers.stream().mapToLong(ResumingClient::reconnects).sum();
        long timeouts = readers.stream().mapToLong(ResumingClient::timeouts).sum();
        ProofSummary summary = StoredRoom.compare(Map.of(room, StoredRoom.read(room, List.of(reader))), readers);
        new ProofReport(
                        resumes + " resumes while " + sent + " messages are sent; " + timeouts
                                + " connections timed out silently",
                        ProofSummary.COLUMNS)
                .row(summary.cells())
                .print();
        assertThat(summary).matches(ProofSummary::isFaultless);
        assertThat(timeouts).isZero();
        assertThat(resumes)
                .as("resumes; two disconnects before a welcome count as one")
                .isGreaterThanOrEqualTo(ProofSizes.RESUMES * 9L / 10);
    }

    /** Disconnects after a random number of messages, so at any step of the protocol, and repeats. */
    private void reconnectRepeatedly(ResumingClient one, int times) {
        Random random = new Random();
        for (int i = 0; i < times; i++) {
            one.awaitCursor(room, one.cursor(room) + 1 + random.nextInt(MAX_READ), TIMEOUT.toMillis());
            one.disconnect();
        }
    }
}
