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

/** Readers who come back again and again while messages pour in: each resume races with what is just being committed. */
@WithTestServer
class ResumeUnderLoadIT {
    private static final int READERS = 4;
    private static final int MOST_READ = 8;
    /** Above the longest gap that is replayed; more would only have them read old pages. */
    private static final int MOST_BEHIND = 2000;

    /** As pages do; a link that is open and mute is a fault of the server's, and all the same its reader must not stay without. */
    private static final long DEAD_AFTER_MS = 55_000;

    private static final Duration SOON = Duration.ofSeconds(90);

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
    void neitherSkipsNorDoublesWhileMessagesPourIn() {
        List<ResumingClient> readers = Stream.generate(
                        () -> new ResumingClient(reader, List.of(room), List.of(), DEAD_AFTER_MS))
                .limit(READERS)
                .toList();
        long sent;
        try (LoadClient load = new LoadClient(writer, room, 10)) {
            List<CompletableFuture<Void>> coming = readers.stream()
                    .map(one -> CompletableFuture.runAsync(() -> comeBack(one, ProofSizes.RESUMES / READERS)))
                    .toList();
            while (coming.stream().anyMatch(one -> !one.isDone())) {
                long atLeast = load.sent() - MOST_BEHIND;
                readers.forEach(one -> one.awaitHeld(room, atLeast, SOON.toMillis()));
                load.send(1);
            }
            load.settle();
            coming.forEach(CompletableFuture::join);
            sent = load.sent();
        }
        readers.forEach(one -> await().atMost(SOON).until(() -> one.held(room) == sent + 1));
        readers.forEach(ResumingClient::close);
        long resumes = readers.stream().mapToLong(ResumingClient::returns).sum();
        long silences = readers.stream().mapToLong(ResumingClient::silences).sum();
        ProofSummary summary = StoredRoom.judge(Map.of(room, StoredRoom.read(room, List.of(reader))), readers);
        new ProofReport(
                        resumes + " resumes while " + sent + " messages are sent; " + silences
                                + " links were left since they said nothing",
                        ProofSummary.COLUMNS)
                .row(summary.cells())
                .print();
        assertThat(summary).matches(ProofSummary::isFaultless);
        assertThat(silences).isZero();
        assertThat(resumes)
                .as("who leaves while he is coming comes back once")
                .isGreaterThanOrEqualTo(ProofSizes.RESUMES * 9L / 10);
    }

    /** Reads a little, and goes; the link is cut wherever it is. */
    private void comeBack(ResumingClient one, int times) {
        Random random = new Random();
        for (int i = 0; i < times; i++) {
            one.awaitHeld(room, one.held(room) + 1 + random.nextInt(MOST_READ), SOON.toMillis());
            one.leave();
        }
    }
}
