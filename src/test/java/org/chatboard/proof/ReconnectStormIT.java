package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.SocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A restart of the server, after which all clients reconnect at the same time. */
class ReconnectStormIT {
    private static final int SOCKETS_PER_ACCOUNT = 20;
    private static final int MESSAGES = 5;
    private static final int FIRST_DELAY_MS = 1_000;
    private static final Duration SYNCED_WITHIN = Duration.ofSeconds(60);

    /** Limit for the memory of the server process: twice its maximum heap. */
    private static final long MAX_MEGABYTES = 1_024;

    private static final long MAX_GROWTH_BYTES = 32L << 20;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(64);
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** A client that reconnects with the exponential backoff and full jitter of the protocol, from 1 s on. */
    private final class Page {
        private final Member member;
        private final long room;
        private final Random random = new Random();
        private volatile boolean synced;
        private volatile boolean over;
        private int attempt;
        private int received;
        private SocketLink link;

        Page(Member member, long room) {
            this.member = member;
            this.room = room;
        }

        void open() {
            synced = false;
            received = 0;
            attempts.incrementAndGet();
            link = new SocketLink(this::receive, this::reconnect);
            if (link.open(member.endpoint())) {
                attempt = 0;
                link.send(Json.of("type", "hello", "rooms", List.of(Json.of("room", room, "since", 0))));
            } else {
                reconnect();
            }
        }

        private void receive(SocketLink by, JsonObject frame) {
            switch (frame.getString("type")) {
                case "message" -> received++;
                case "synced" -> synced = received == MESSAGES;
                case "ping" -> by.send(Json.of("type", "pong", "n", frame.get("n")));
                default -> {} // other frames are ignored
            }
        }

        private void reconnect() {
            synced = false;
            int maxDelayMs = Math.min(ProofSizes.LONGEST_DELAY_MS, FIRST_DELAY_MS << Math.min(attempt++, 5));
            if (!over) {
                threads.schedule(this::open, random.nextInt(maxDelayMs), TimeUnit.MILLISECONDS);
            }
        }
    }

    @Test
    void allClientsAreSyncedWithinAMinute() {
        try (ProxiedServer site = ProxiedServer.start(Map.of("CHATBOARD_LOG", "production"))) {
            List<Page> pages = pages(site);
            pages.forEach(page -> threads.execute(page::open));
            awaitSynced(pages);
            ProcessUsage former = new ProcessUsage(site.server());
            ProcessUsage.Heap heapBefore = former.heap();
            attempts.set(0);
            site.stop();
            await().until(() -> pages.stream().noneMatch(page -> page.synced));
            site.restart();
            ProcessUsage usage = new ProcessUsage(site.server());
            Duration cpuBefore = usage.cpu();
            long start = System.nanoTime();
            awaitSynced(pages);
            double seconds = (System.nanoTime() - start) / 1e9;
            Duration cpu = usage.cpu().minus(cpuBefore);
            long peak = usage.peakMegabytes();
            ProcessUsage.Heap heapAfter = usage.heap();
            ProofReport.values(
                    pages.size() + " pages reconnect after a restart",
                    "all synced after the server is ready, s",
                    seconds,
                    "attempts, including those during the downtime",
                    attempts.get(),
                    "server CPU meanwhile, s",
                    cpu.toMillis() / 1e3,
                    "peak resident memory (512 MB of heap), MB",
                    peak,
                    "heap in use before, MB",
                    heapBefore.megabytes(),
                    "heap in use after, MB",
                    heapAfter.megabytes());
            assertThat(peak).isLessThan(MAX_MEGABYTES);
            assertThat(heapAfter.bytes()).isLessThan(heapBefore.bytes() + MAX_GROWTH_BYTES);
            pages.forEach(page -> page.over = true);
        }
    }

    private static void awaitSynced(List<Page> pages) {
        await().atMost(SYNCED_WITHIN).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(
                        pages.stream().filter(page -> !page.synced).count())
                .as("pages that are not synced")
                .isZero());
    }

    /** Creates pairs of accounts, a room for each pair, and the clients of each account. */
    private List<Page> pages(ProxiedServer site) {
        List<Page> pages = new ArrayList<>();
        for (int pair = 0; pages.size() < ProofSizes.CLIENTS; pair++) {
            Member one = Member.signUp(site.url(), "one" + pair);
            Member other = Member.signUp(site.url(), "other" + pair);
            long room = createRoom(one, other);
            for (int i = 0; i < 2 * SOCKETS_PER_ACCOUNT && pages.size() < ProofSizes.CLIENTS; i++) {
                pages.add(new Page(i % 2 == 0 ? one : other, room));
            }
        }
        return pages;
    }

    private static long createRoom(Member one, Member other) {
        try (SocketClient socket = one.socket()) {
            long room = 0;
            for (int i = 0; i < MESSAGES; i++) {
                room = Json.number(socket.awaitAck(socket.postTo(other.id(), "message " + i)), "room");
            }
            return room;
        }
    }
}
