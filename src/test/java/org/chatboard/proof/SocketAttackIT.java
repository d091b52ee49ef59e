package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.RawSocket;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Attacks by WebSocket on a server of 256 MB: other clients must not slow down, and the heap must shrink afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketAttackIT {
    private static final List<String> SMALL_HEAP = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    private static final Map<String, String> SETTINGS = Map.of(
            "CHATBOARD_LIMIT_FRAMES_PER_SECOND", "30",
            "CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "1048576",
            "CHATBOARD_SEND_TIMEOUT_MS", "3000");
    private static final int SOCKETS_PER_ACCOUNT = 20;
    private static final int FLOODING_OF_ONE_ACCOUNT =
            15; // fewer than 20: a client reconnects while the server still counts its last socket
    private static final int FRAMES_A_SOCKET = 50_000;
    private static final int SAMPLES = ProofSizes.SAMPLES;

    /** Number of prepared accounts. Sign-ups would cost the server more than the attacks of a small proof do. */
    private static final int MEMBERS = 80;

    private static final int PAUSE_MS = 5;
    private static final double MAX_RATIO = 3;
    private static final long ENDED_WITHIN_MS = 15_000;
    private static final long LONGEST_FLOOD_NANOS = 30_000_000_000L;

    /** Tolerated heap growth after an attack, for caches. */
    private static final long MAX_HEAP_BYTES = 20L << 20;

    /** Tolerated heap growth while clients do not read pages of history, for the send queues of eighty sockets. */
    private static final long MAX_QUEUED_BYTES = 64L << 20;

    private static final int LARGE_FRAME = 4 << 20;
    private static final int HISTORY = 200;
    private static final String LONGEST = "\uD83D\uDE00".repeat(4_000);

    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.ofLowestPriority());
    private TestServer board;
    private ProcessUsage usage;
    private MeasuredConversation others;

    @BeforeAll
    void start() {
        board = TestServer.start(SMALL_HEAP, SETTINGS, MEMBERS);
        usage = new ProcessUsage(board.server());
        others = new MeasuredConversation(board.newMember(), board.newMember(), PAUSE_MS);
        others.medianMs(SAMPLES); // warm-up
    }

    @AfterAll
    void stop() {
        threads.shutdownNow();
        others.close();
        board.close();
    }

    @Test
    void closesFloodingSocketsWithoutSlowingOthers() {
        ProofReport report = new ProofReport(
                "Floods of " + ProofSizes.ATTACK_SECONDS + " s by " + ProofSizes.ATTACKERS
                        + " clients that reconnect at once, half of them with one account, heap of 256 MB",
                List.of(
                        "flood",
                        "frames",
                        "sockets closed",
                        "upgrades rejected",
                        "close codes",
                        "closed after at most, ms",
                        "others' median before, ms",
                        "others' median during the flood, ms"));
        double calm = median();
        ProcessUsage.Heap before = usage.heap();
        try {
            for (Flood flood : Flood.values()) {
                flood(flood, false, report);
                flood(flood, true, report);
            }
        } finally {
            report.print();
        }
        assertRecovers("floods", calm, before);
    }

    private void flood(Flood flood, boolean reads, ProofReport report) {
        List<Member> flooders = newFlooders();
        double calm = median();
        others.begin();
        List<CompletableFuture<List<Flood.Run>>> floods = flooders.stream()
                .map(flooder -> CompletableFuture.supplyAsync(() -> flood(flood, reads, flooder), threads))
                .toList();
        List<Flood.Run> runs =
                floods.stream().flatMap(running -> running.join().stream()).toList();
        double meanwhile = others.medianMs(SAMPLES);
        List<Flood.Run> opened = runs.stream().filter(run -> run.code() != 429).toList();
        long longestMs = opened.stream().mapToLong(Flood.Run::ms).max().orElseThrow();
        TreeSet<Integer> codes =
                new TreeSet<>(opened.stream().map(Flood.Run::code).toList());
        report.row(
                flood + (reads ? ", read" : ", unread"),
                List.of(
                        opened.stream().mapToLong(Flood.Run::sent).sum(),
                        opened.size(),
                        runs.size() - opened.size(),
                        codes,
                        longestMs,
                        calm,
                        meanwhile));
        // 1006: a client that is still sending may get a reset before it reads the close frame
        assertThat(codes).as(flood.name()).isSubsetOf(flood == Flood.CLOSE_FRAMES ? 1000 : 4029, 1006);
        assertThat(longestMs).as(flood.name()).isLessThan(ENDED_WITHIN_MS);
        assertNotSlowed(calm, meanwhile);
    }

    /** {@return an account for each attacker; new ones, since after a flood an account must wait before it may open a socket} */
    private List<Member> newFlooders() {
        List<Member> flooders = new ArrayList<>();
        Member one = board.newMember();
        IntStream.range(0, ProofSizes.ATTACKERS)
                .forEach(i -> flooders.add(i % 2 == 0 || i >= 2 * FLOODING_OF_ONE_ACCOUNT ? board.newMember() : one));
        return flooders;
    }

    /** Floods and reconnects after each close, for the set time and until the other clients are measured, at most 30 s. */
    private List<Flood.Run> flood(Flood flood, boolean reads, Member flooder) {
        List<Flood.Run> runs = new ArrayList<>();
        long start = System.nanoTime();
        while (isDue(start)) {
            runs.add(flood.run(flooder, FRAMES_A_SOCKET, reads));
        }
        return runs;
    }

    private boolean isDue(long start) {
        long nanos = System.nanoTime() - start;
        return nanos < ProofSizes.ATTACK_SECONDS * 1_000_000_000L
                || others.count() < SAMPLES && nanos < LONGEST_FLOOD_NANOS;
    }

    @Test
    void closesSocketsWithUnfinishedLargeFrames() {
        List<Member> holders = members(ProofSizes.UNFINISHED);
        double calm = median();
        ProcessUsage.Heap before = usage.heap();
        others.begin();
        long start = System.nanoTime();
        List<Integer> codes =
                inParallel(ProofSizes.UNFINISHED, i -> sendUnfinishedFrame(holders.get(i / SOCKETS_PER_ACCOUNT)));
        long ms = (System.nanoTime() - start) / 1_000_000;
        double meanwhile = others.medianMs(SAMPLES);
        ProofReport.values(
                ProofSizes.UNFINISHED + " unfinished frames of 4 MB, heap of 256 MB",
                "others' median before, ms",
                calm,
                "others' median during the attack, ms",
                meanwhile,
                "all sockets closed after, ms",
                ms);
        assertThat(codes).isSubsetOf(1009, 1006);
        assertThat(ms).isLessThan(ENDED_WITHIN_MS);
        assertNotSlowed(calm, meanwhile);
        assertRecovers("unfinished frames", calm, before);
    }

    /** Sends a large frame without its last bytes. @return the close code */
    private static int sendUnfinishedFrame(Member member) {
        ByteBuffer frame = ByteBuffer.allocate(LARGE_FRAME);
        frame.put((byte) 0x81).put((byte) 0xff).putLong(LARGE_FRAME);
        try (RawSocket raw =
                RawSocket.open(member.rest().base(), "/ws", member.rest().cookies(), "chatboard.v1")) {
            try {
                raw.write(frame.array());
            } catch (IOException e) {
                return 1006; // the server closed the socket during the send
            }
            return raw.closeCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void queuesNoMorePagesThanTheClientReads() {
        List<Member> askers = members(ProofSizes.ASKERS);
        List<Long> rooms = askers.stream().map(this::filledRoom).toList();
        double calm = median();
        ProcessUsage.Heap before = usage.heap();
        others.begin();
        long start = System.nanoTime();
        List<RawSocket> sockets = inParallel(
                ProofSizes.ASKERS,
                i -> requestPages(askers.get(i / SOCKETS_PER_ACCOUNT), rooms.get(i / SOCKETS_PER_ACCOUNT)));
        double meanwhile = others.medianMs(SAMPLES);
        ProcessUsage.Heap held = usage.heap();
        sockets.forEach(SocketAttackIT::close);
        ProofReport.values(
                ProofSizes.ASKERS + " sockets request 30 pages of " + HISTORY + " messages of 4,000 emoji each, unread,"
                        + " heap of 256 MB",
                "others' median before, ms",
                calm,
                "others' median during the attack, ms",
                meanwhile,
                "heap in use meanwhile, MB",
                held.megabytes());
        assertNotSlowed(calm, meanwhile);
        assertThat(held.bytes() - before.bytes())
                .as("heap growth during the requests")
                .isLessThan(MAX_QUEUED_BYTES);
        assertRecovers("unread pages", calm, before);
    }

    private long filledRoom(Member member) {
        Member other = board.newMember();
        try (SocketClient socket = member.socket()) {
            long room = Json.number(socket.awaitAck(socket.postTo(other.id(), LONGEST)), "room");
            for (int i = 0; i < HISTORY; i++) {
                socket.awaitAck(socket.postTo(other.id(), LONGEST));
            }
            return room;
        }
    }

    private static RawSocket requestPages(Member member, long room) {
        try {
            RawSocket raw =
                    RawSocket.open(member.rest().base(), "/ws", member.rest().cookies(), "chatboard.v1");
            text(raw, "{\"type\":\"hello\",\"rooms\":[]}");
            for (int i = 0; i < 30; i++) {
                text(raw, "{\"type\":\"history\",\"room\":" + room + ",\"limit\":" + HISTORY + "}");
            }
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(RawSocket raw, String frame) throws IOException {
        raw.send(RawSocket.TEXT, true, frame.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void close(RawSocket raw) {
        try {
            raw.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Member> members(int sockets) {
        Supplier<Member> somebody = board::newMember;
        return Stream.generate(somebody)
                .limit((sockets + SOCKETS_PER_ACCOUNT - 1) / SOCKETS_PER_ACCOUNT)
                .toList();
    }

    private <T> List<T> inParallel(int count, java.util.function.IntFunction<T> task) {
        return IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> task.apply(i), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private double median() {
        others.begin();
        return others.medianMs(SAMPLES);
    }

    private static void assertNotSlowed(double calm, double meanwhile) {
        assertThat(meanwhile).as("others' median").isLessThan(Math.max(ProofSizes.NOISE_MS, MAX_RATIO * calm));
    }

    private void assertRecovers(String attack, double calm, ProcessUsage.Heap before) {
        double after = median();
        List<ProcessUsage.Heap> seen = new ArrayList<>();
        await("heap after " + attack)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    seen.add(usage.heap());
                    return seen.get(seen.size() - 1).bytes() - before.bytes() < MAX_HEAP_BYTES;
                });
        ProofReport.values(
                "After " + attack,
                "others' median before, ms",
                calm,
                "others' median after, ms",
                after,
                "heap in use before, MB",
                before.megabytes(),
                "heap in use after, MB",
                seen.get(seen.size() - 1).megabytes());
        assertNotSlowed(calm, after);
    }
}
