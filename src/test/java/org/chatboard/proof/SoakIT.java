package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chatboard.testing.Board;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.OnBoard;
import org.chatboard.testing.SocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that works at half of what it can: in the end it takes no more than in the beginning. */
@OnBoard
class SoakIT {
    private static final int WRITERS = 4;
    private static final int CHARACTERS = 100;
    private static final int FULL_LOAD_SECONDS = 3;
    private static final int TICK_MS = 20;

    /** Caches of what was written fill up in the first minutes. */
    private static final long MOST_GROWTH_BYTES = 32L << 20;

    private static final int MOST_THREADS_MORE = 8;

    private final Board board;
    private final List<Load> loads = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(WRITERS);

    SoakIT(Board board) {
        this.board = board;
    }

    @AfterEach
    void stop() {
        clock.shutdownNow();
        loads.forEach(Load::close);
    }

    @Test
    void takesNoMoreInTheEndThanInTheBeginning() throws InterruptedException {
        Stream.generate(this::load).limit(WRITERS).forEach(loads::add);
        double full = fullLoad();
        Gauge gauge = new Gauge(board.server());
        Gauge.Heap heapBefore = gauge.heap();
        long threadsBefore = gauge.threads();
        Duration cpuBefore = gauge.cpu();
        long before = sent();
        long start = System.nanoTime();
        halfLoad(full);
        double seconds = (System.nanoTime() - start) / 1e9;
        Duration cpu = gauge.cpu().minus(cpuBefore);
        long threadsAfter = gauge.threads();
        Gauge.Heap heapAfter = gauge.heap();
        Report.values(
                Math.round(seconds) + " s at half load",
                "messages a second at full load",
                Math.round(full),
                "messages a second",
                Math.round((sent() - before) / seconds),
                "heap in use at its start, MB",
                heapBefore.megabytes(),
                "heap in use at its end, MB",
                heapAfter.megabytes(),
                "threads at its start",
                threadsBefore,
                "threads at its end",
                threadsAfter,
                "the server's CPU, s",
                cpu.toSeconds());
        assertThat(heapAfter.bytes() - heapBefore.bytes()).isLessThan(MOST_GROWTH_BYTES);
        assertThat(threadsAfter).isLessThanOrEqualTo(threadsBefore + MOST_THREADS_MORE);
    }

    private Load load() {
        Member writer = board.somebody();
        try (SocketClient socket = writer.socket()) {
            long room =
                    Json.number(socket.awaitAck(socket.postTo(board.somebody().id(), "first")), "room");
            return new Load(writer, room, CHARACTERS);
        }
    }

    private long sent() {
        return loads.stream().mapToLong(Load::sent).sum();
    }

    /** As fast as acks come. @return messages a second of all together */
    private double fullLoad() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FULL_LOAD_SECONDS);
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
        return sent() * 1e9 / (System.nanoTime() - start);
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
            } catch (java.util.concurrent.CancellationException e) { // that is its end
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new AssertionError(e);
            }
        }
        loads.forEach(Load::settle);
    }
}
