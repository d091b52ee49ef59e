package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs a server at half of its measured maximum load. Heap and threads must not grow between start and end. */
@WithTestServer
class SoakIT {
    private static final int WRITERS = 4;
    private static final int CHARACTERS = 100;

    /** Duration of the two runs at full load: the first is the warm-up, the second measures the maximum. */
    private static final int FULL_LOAD_SECONDS = Math.max(2, Math.min(30, ProofSizes.SOAK_SECONDS / 10));

    private static final int TICK_MS = 20;

    /** Tolerated heap growth: caches fill up in the first minutes. */
    private static final long MAX_GROWTH_BYTES = 32L << 20;

    private static final int MAX_NEW_THREADS = 8;

    private final TestServer board;
    private final List<LoadClient> loads = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(WRITERS);

    SoakIT(TestServer board) {
        this.board = board;
    }

    @AfterEach
    void stop() {
        clock.shutdownNow();
        loads.forEach(LoadClient::close);
        listeners.forEach(Listener::close);
    }

    /** The recipient in a room; checks that sequence numbers arrive without a gap and stores no messages. */
    private static final class Listener implements AutoCloseable {
        private final SocketLink link = new SocketLink(this::receive);
        private volatile long last = 1; // the first message of the room
        private volatile String fault;

        Listener(Member reader) {
            assertThat(link.open(reader.endpoint())).isTrue();
            link.send(Json.of("type", "hello", "rooms", List.of()));
        }

        private void receive(SocketLink by, JsonObject frame) {
            switch (frame.getString("type")) {
                case "message" -> check(Json.number(frame, "seq"));
                case "ping" -> by.send(Json.of("type", "pong", "n", frame.get("n")));
                default -> {} // other frames are ignored
            }
        }

        private void check(long seq) {
            if (seq != last + 1 && fault == null) {
                fault = seq + " came after " + last;
            }
            last = seq;
        }

        @Override
        public void close() {
            link.close();
        }
    }

    @Test
    void heapAndThreadsDoNotGrowAtHalfLoad() throws InterruptedException {
        Stream.generate(this::load).limit(WRITERS).forEach(loads::add);
        fullLoad();
        double full = fullLoad();
        ProcessUsage usage = new ProcessUsage(board.server());
        ProcessUsage.Heap heapBefore = usage.heap();
        long threadsBefore = usage.threads();
        Duration cpuBefore = usage.cpu();
        long before = sent();
        long start = System.nanoTime();
        halfLoad(full);
        double seconds = (System.nanoTime() - start) / 1e9;
        double reached = (sent() - before) / seconds;
        Duration cpu = usage.cpu().minus(cpuBefore);
        long threadsAfter = usage.threads();
        ProcessUsage.Heap heapAfter = usage.heap();
        ProofReport.values(
                Math.round(seconds) + " s at half load",
                "messages a second at full load",
                Math.round(full),
                "messages a second",
                Math.round(reached),
                "heap in use at the start, MB",
                heapBefore.megabytes(),
                "heap in use at the end, MB",
                heapAfter.megabytes(),
                "threads at the start",
                threadsBefore,
                "threads at the end",
                threadsAfter,
                "server CPU, s",
                cpu.toSeconds());
        assertThat(reached).isGreaterThan(ProofSizes.REACHED / 100.0 * full / 2);
        for (int i = 0; i < WRITERS; i++) {
            Listener listener = listeners.get(i);
            long all = 1 + loads.get(i).sent();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(listener.last).isEqualTo(all));
            assertThat(listener.fault).isNull();
        }
        assertThat(heapAfter.bytes() - heapBefore.bytes()).isLessThan(MAX_GROWTH_BYTES);
        assertThat(threadsAfter).isLessThanOrEqualTo(threadsBefore + MAX_NEW_THREADS);
    }

    private LoadClient load() {
        Member writer = board.newMember();
        Member reader = board.newMember();
        try (SocketClient socket = writer.socket()) {
            long room = Json.number(socket.awaitAck(socket.postTo(reader.id(), "first")), "room");
            listeners.add(new Listener(reader));
            return new LoadClient(writer, room, CHARACTERS);
        }
    }

    private long sent() {
        return loads.stream().mapToLong(LoadClient::sent).sum();
    }

    /** Sends as fast as acks arrive. @return messages a second of all writers together */
    private double fullLoad() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FULL_LOAD_SECONDS);
        long before = sent();
        long start = System.nanoTime();
        loads.stream()
                .map(load -> CompletableFuture.runAsync(
                        () -> {
                            while (System.nanoTime() < end) {
                                load.send(1);
                            }
                            load.settle();
                        },
                        clock))
                .toList()
                .forEach(CompletableFuture::join);
        return (sent() - before) * 1e9 / (System.nanoTime() - start);
    }

    private void halfLoad(double full) throws InterruptedException {
        double perTick = full / 2 / WRITERS * TICK_MS / 1_000;
        List<ScheduledFuture<?>> working = loads.stream()
                .<ScheduledFuture<?>>map(load -> clock.scheduleAtFixedRate(
                        new Runnable() {
                            private double owed;

                            @Override
                            public void run() {
                                owed += perTick;
                                load.send((int) owed);
                                owed -= (int) owed;
                            }
                        },
                        0,
                        TICK_MS,
                        TimeUnit.MILLISECONDS))
                .toList();
        clock.schedule(() -> working.forEach(work -> work.cancel(false)), ProofSizes.SOAK_SECONDS, TimeUnit.SECONDS);
        for (ScheduledFuture<?> work : working) {
            try {
                work.get(ProofSizes.SOAK_SECONDS + 60L, TimeUnit.SECONDS);
            } catch (java.util.concurrent.CancellationException e) { // expected: the schedule ends by cancellation
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new AssertionError(e);
            }
        }
        loads.forEach(LoadClient::settle);
    }
}
