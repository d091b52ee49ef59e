package org.chatboard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.chatboard.testing.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadSequenceTest {
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final int PER_SECOND = 200;
    private static final long STALL_SECONDS = 3; // 2 s until the measurement starts, and its 1 s

    private final LoopbackConnection receiver = new LoopbackConnection(frame -> {});
    private final ExecutorService server = Executors.newSingleThreadExecutor();

    @AfterEach
    void stopServer() {
        server.shutdownNow();
    }

    @Test
    void findsNoFaultsOfACorrectServer() {
        LoadResult result = run(new ClosedLoop(2), (number, cid, text, sender) -> {
            ack(sender, cid);
            deliver(text);
        });

        assertThat(result.faults()).isEqualTo(SentMessages.Faults.NOTHING);
        assertThat(result.done()).isPositive();
        assertThat(result.delays().getTotalCount()).isPositive();
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void countsLostDoubledAndUnacknowledgedMessages() {
        LoadResult result = run(new OpenLoop(PER_SECOND), (number, cid, text, sender) -> {
            if (number != 3) {
                ack(sender, cid);
            }
            if (number != 5) {
                deliver(text);
            }
            if (number == 7) {
                deliver(text);
            }
        });

        assertThat(result.faults()).isEqualTo(new SentMessages.Faults(1, 1, 1));
    }

    @Test
    void measuresTheDelayOfMessagesThatWereDueDuringAStall() {
        LoadResult result = run(new OpenLoop(PER_SECOND), (number, cid, text, sender) -> {
            if (number == 0) {
                long start = System.nanoTime();
                Awaitility.await().until(() -> System.nanoTime() - start > TimeUnit.SECONDS.toNanos(STALL_SECONDS));
            }
            ack(sender, cid);
            deliver(text);
        });

        long half = TimeUnit.MILLISECONDS.toNanos(500);
        assertThat(result.faults()).isEqualTo(SentMessages.Faults.NOTHING);
        assertThat(result.delays().getTotalCount()).isBetween(PER_SECOND - 2L, PER_SECOND + 2L);
        assertThat(result.delays().getCountBetweenValues(half, result.delays().getMaxValue()))
                .as("messages due in the first half of the measurement")
                .isGreaterThanOrEqualTo(PER_SECOND / 2 - 2);
    }

    private LoadResult run(LoadPattern load, Answering answering) {
        LoopbackConnection[] sender = new LoopbackConnection[1];
        sender[0] = new LoopbackConnection(frame -> server.execute(() -> {
            String cid = frame.text("cid");
            answering.answer(Integer.parseInt(cid.substring(24), 16), cid, frame.text("message"), sender[0]);
        }));
        List<Conversation> conversations = List.of(new Conversation(0, 1, sender[0], receiver));
        try (LoadSequence loads = new LoadSequence(ProcessHandle.current(), conversations, DRAIN)) {
            return loads.run("load", load, 1);
        }
    }

    private static void ack(LoopbackConnection sender, String cid) {
        sender.deliver(Json.of("type", "ack", "cid", cid).toString());
    }

    private void deliver(String text) {
        receiver.deliver(Json.of("type", "message", "message", text).toString());
    }

    private interface Answering {
        void answer(int number, String cid, String text, LoopbackConnection sender);
    }
}
