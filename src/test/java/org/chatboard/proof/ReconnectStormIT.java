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

/** The server restarts, and everybody comes back at once. */
class ReconnectStormIT {
    private static final int SOCKETS_PER_ACCOUNT = 20;
    private static final int MESSAGES = 5;
    private static final int FIRST_DELAY_MS = 1_000;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    /** Twice the heap that it is started with. */
    private static final long MOST_MEGABYTES = 1_024;

    private static final long MOST_GROWTH_BYTES = 32L << 20;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(64);
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** A page that comes back as the protocol says: within a second at first, then after twice the time, at random. */
    private final class Page {
        private final Member member;
        private final long room;
        private final Random random = new Random();
        private volatile boolean synced;
        private volatile boolean over;
        private int attempt;
        private int told;
        private SocketLink link;

        Page(Member member, long room) {
            this.member = member;
            this.room = room;
        }

        void open() {
            synced = false;
            told = 0;
            attempts.incrementAndGet();
            link = new SocketLink(this::heard, this::comeBack);
            if (link.open(member.endpoint())) {
                attempt = 0;
                link.send(Json.of("type", "hello", "rooms", List.of(Json.of("room", room, "since", 0))));
            } else {
                comeBack();
            }
        }

        private void heard(SocketLink by, JsonObject frame) {
            switch (frame.getString("type")) {
                case "message" -> told++;
                case "synced" -> synced = told == MESSAGES;
                case "ping" -> by.send(Json.of("type", "pong", "n", frame.get("n")));
                default -> {} // the rest does not matter here
            }
        }

        private void comeBack() {
            synced = false;
            int mostMs = Math.min(ProofSizes.LONGEST_DELAY_MS, FIRST_DELAY_MS << Math.min(attempt++, 5));
            if (!over) {
                threads.schedule(this::open, random.nextInt(mostMs), TimeUnit.MILLISECONDS);
            }
        }
    }

    @Test
    void isOverWithinAMinute() {
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
                    pages.size() + " pages come back after a restart",
                    "all are back and synced after the server is ready, s",
                    seconds,
                    "attempts, with those while it was down",
                    attempts.get(),
                    "the server's CPU time meanwhile, s",
                    cpu.toMillis() / 1e3,
                    "its most memory ever (512 MB of heap), MB",
                    peak,
                    "heap in use before, MB",
                    heapBefore.megabytes(),
                    "heap in use after, MB",
                    heapAfter.megabytes());
            assertThat(peak).isLessThan(MOST_MEGABYTES);
            assertThat(heapAfter.bytes()).isLessThan(heapBefore.bytes() + MOST_GROWTH_BYTES);
            pages.forEach(page -> page.over = true);
        }
    }

    private static void awaitSynced(List<Page> pages) {
        await().atMost(BACK_WITHIN).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(
                        pages.stream().filter(page -> !page.synced).count())
                .as("pages that are not back")
                .isZero());
    }

    /** Accounts that talk in pairs, and each account's pages. */
    private List<Page> pages(ProxiedServer site) {
        List<Page> pages = new ArrayList<>();
        for (int pair = 0; pages.size() < ProofSizes.CLIENTS; pair++) {
            Member one = Member.signUp(site.url(), "one" + pair);
            Member other = Member.signUp(site.url(), "other" + pair);
            long room = talk(one, other);
            for (int i = 0; i < 2 * SOCKETS_PER_ACCOUNT && pages.size() < ProofSizes.CLIENTS; i++) {
                pages.add(new Page(i % 2 == 0 ? one : other, room));
            }
        }
        return pages;
    }

    private static long talk(Member one, Member other) {
        try (SocketClient socket = one.socket()) {
            long room = 0;
            for (int i = 0; i < MESSAGES; i++) {
                room = Json.number(socket.awaitAck(socket.postTo(other.id(), "message " + i)), "room");
            }
            return room;
        }
    }
}
