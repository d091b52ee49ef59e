package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Opens sockets, ends them in each possible way, and checks that none of their objects stays on the server's heap. */
@WithTestServer
class LeakIT {
    private static final int AT_ONCE = 8;

    /** Sockets of the warm-up, after which the container has filled its per-thread caches of request objects. */
    private static final int WARM_UP = 500;

    /** Tolerated increase of a class's objects, since the container's caches vary. A leak in one of the four ways exceeds it. */
    private static final int TOLERANCE = 100;

    private static final List<String> CLASSES = List.of(
            "org.glassfish.tyrus.core.TyrusSession",
            "org.glassfish.tyrus.core.TyrusWebSocket",
            "org.chatboard.chat.connection.Connection",
            "org.chatboard.chat.connection.SendQueue",
            "org.glassfish.grizzly.nio.transport.TCPNIOConnection",
            "org.glassfish.grizzly.http.HttpServerFilter$ServerHttpRequestImpl",
            "org.apache.catalina.session.StandardSession");

    /** Timer classes of the container and of Java. */
    private static final List<String> TIMERS = List.of(
            "org.glassfish.enterprise.concurrent.internal.ManagedScheduledThreadPoolExecutor$ManagedScheduledFutureTask",
            "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask");

    private final TestServer board;

    LeakIT(TestServer board) {
        this.board = board;
    }

    @Test
    void leavesNoObjectOfAClosedSocketOnTheHeap() {
        ProcessUsage usage = new ProcessUsage(board.server());
        List<Member> people =
                IntStream.range(0, AT_ONCE).mapToObj(i -> board.newMember()).toList();
        openAndClose(people, WARM_UP);
        ProcessUsage.Heap before = usage.heap();
        long start = System.nanoTime();
        openAndClose(people, ProofSizes.OPENINGS);
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        List<ProcessUsage.Heap> last = new ArrayList<>();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .pollDelay(Duration.ZERO)
                    .untilAsserted(() -> {
                        last.add(usage.heap());
                        ProcessUsage.Heap now = last.get(last.size() - 1);
                        assertThat(CLASSES).allSatisfy(name -> assertThat(now.count(name))
                                .isLessThanOrEqualTo(before.count(name) + TOLERANCE));
                    });
        } finally {
            report(before, last.get(last.size() - 1), seconds);
        }
    }

    @Test
    void schedulesNoTimerPerSocket() {
        List<Member> people =
                IntStream.range(0, AT_ONCE).mapToObj(i -> board.newMember()).toList();
        List<SocketLink> links = IntStream.range(0, TOLERANCE)
                .mapToObj(i -> welcomed(people.get(i % AT_ONCE)))
                .toList();
        try {
            ProcessUsage.Heap heap = new ProcessUsage(board.server()).heap();
            assertThat(TIMERS).allSatisfy(name -> assertThat(heap.count(name)).isLessThan(TOLERANCE));
            assertThat(links).allMatch(SocketLink::isOpen);
        } finally {
            links.forEach(SocketLink::close);
        }
    }

    private static void report(ProcessUsage.Heap before, ProcessUsage.Heap after, long seconds) {
        ProofReport report = new ProofReport(
                ProofSizes.OPENINGS + " sockets opened and closed in " + seconds + " s: objects on the server's heap",
                List.of("class", "before", "after"));
        CLASSES.forEach(name -> report.row(name, List.of(before.count(name), after.count(name))));
        report.row("heap in use, MB", List.of(before.megabytes(), after.megabytes()));
        report.print();
    }

    private static void openAndClose(List<Member> people, int times) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Void>> all = IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> openAndClose(people.get(i % AT_ONCE), i), threads))
                    .toList();
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }

    private static SocketLink welcomed(Member member) {
        CompletableFuture<Void> welcomed = new CompletableFuture<>();
        SocketLink link = new SocketLink((by, frame) -> welcomed.complete(null), () -> welcomed.complete(null));
        assertThat(link.open(member.endpoint())).isTrue();
        link.send(Json.of("type", "hello", "rooms", List.of()));
        welcomed.join();
        return link;
    }

    /** Opens a socket and ends it: before {@code hello}, with a close frame, without one, or by a frame that is too large. */
    private static void openAndClose(Member member, int number) {
        CompletableFuture<Void> welcomed = new CompletableFuture<>();
        SocketLink link = new SocketLink((by, frame) -> welcomed.complete(null), () -> welcomed.complete(null));
        assertThat(link.open(member.endpoint())).isTrue();
        switch (number % 4) {
            case 0 -> link.cut();
            case 1 -> {
                link.send(Json.of("type", "hello", "rooms", List.of()));
                welcomed.join();
                link.close();
            }
            case 2 -> {
                link.send(Json.of("type", "hello", "rooms", List.of()));
                link.cut();
            }
            default -> link.send(Json.of("type", "x".repeat(70_000)));
        }
    }
}
