package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.AtOnce;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.SmallDisk;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Floods a server that has a heap of 256 MB and a small disk with uploads, fills the disk, and kills the server in their middle. */
class UploadAttackIT {
    private static final int PARTS = 4;
    private static final int FILE_BYTES = PARTS * Uploads.PART;
    private static final int FILES_OF_ACCOUNT = 20;
    private static final int MEMBERS = 10;
    private static final int RESERVE = 32 << 20;
    private static final int DISK_MEGABYTES = 160;
    private static final double MAX_RATIO = 3;
    private static final long GROWTH_BYTES = 16L << 20;

    /** Heap that the container keeps once all its 128 worker threads have been used: a buffer of a thousandth of the heap each. */
    private static final long BUFFERS_OF_WORKERS = 32L << 20;

    private static final long PAUSE_MS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Random RANDOM = new Random();

    @TempDir
    static Path folder;

    private static SmallDisk disk;
    private static TestServer board;

    @BeforeAll
    static void start() throws IOException {
        disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES + ProofSizes.UPLOADS);
        board = TestServer.start(
                disk.path().resolve("data"),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"),
                Map.of("CHATBOARD_FILE_RESERVE_BYTES", String.valueOf(RESERVE)),
                MEMBERS + ProofSizes.UPLOADS / FILES_OF_ACCOUNT);
    }

    @AfterAll
    static void stop() {
        if (board != null) {
            board.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    /** {@return bytes that no other file has, and no picture} */
    private static byte[] bytes() {
        byte[] bytes = new byte[FILE_BYTES];
        RANDOM.nextBytes(bytes);
        bytes[0] = 'x';
        return bytes;
    }

    private static byte[] part(byte[] bytes, int number) {
        return Arrays.copyOfRange(bytes, number * Uploads.PART, (number + 1) * Uploads.PART);
    }

    private static Path stored(byte[] bytes) {
        String hash = Uploads.sha256(bytes);
        return board.data()
                .resolve("files/content")
                .resolve(hash.substring(0, 2))
                .resolve(hash);
    }

    private static Path underWay(String address) {
        return board.data().resolve("files/uploads").resolve(Uploads.id(address));
    }

    private static long used(Member member) {
        return Json.number(member.rest().get("/api/uploads").json(), "usedBytes");
    }

    @Test
    void aLargeFileGoesUpAndDownWithoutSlowingOthers() {
        assertThat(LargeFile.goesUpAndDown(board)).isLessThan(GROWTH_BYTES);
    }

    @Test
    void storesManyUploadsAtOnceWithoutSlowingOthers() {
        AtomicInteger repeats = new AtomicInteger();
        List<Callable<String>> uploads = new ArrayList<>();
        while (uploads.size() < ProofSizes.UPLOADS) {
            Member member = board.newMember();
            for (int i = 0; i < FILES_OF_ACCOUNT; i++) {
                uploads.add(() -> upload(member, bytes(), repeats));
            }
        }
        ProcessUsage usage = new ProcessUsage(board.server());
        try (MeasuredConversation others = new MeasuredConversation(board.newMember(), board.newMember(), PAUSE_MS)) {
            others.medianMs(ProofSizes.SAMPLES);
            others.begin();
            double calm = others.medianMs(ProofSizes.SAMPLES);
            long before = usage.heap().bytes();
            others.begin();
            long start = System.nanoTime();
            List<String> addresses = AtOnce.run(uploads);
            double seconds = (System.nanoTime() - start) / 1e9;
            double flooded = others.medianMs(1);
            long grown = usage.heap().bytes() - before;
            ProofReport.values(
                    uploads.size() + " uploads of 1 MiB at once, with a heap of 256 MB",
                    "seconds",
                    seconds,
                    "parts that were sent again",
                    repeats.get(),
                    "others' median before, ms",
                    calm,
                    "others' median during the uploads, ms",
                    flooded,
                    "growth of the heap, MB",
                    grown >> 20);
            assertThat(addresses).doesNotHaveDuplicates();
            assertThat(flooded).isLessThan(Math.max(ProofSizes.NOISE_MS, MAX_RATIO * calm));
            assertThat(grown).isLessThan(GROWTH_BYTES + BUFFERS_OF_WORKERS);
        }
        assertThat(board.severe()).isEmpty();
    }

    /** Uploads a file, whose hash the server compares, and retries rejected parts, as pages do. */
    private static String upload(Member member, byte[] bytes, AtomicInteger repeats) {
        String metadata = Uploads.name("a") + "," + Uploads.pair("sha256", Uploads.sha256(bytes));
        String address = untilDone(repeats, 201, () -> Uploads.begin(member.rest(), bytes.length, metadata))
                .header("Location");
        for (int i = 0; i < PARTS; i++) {
            int number = i;
            untilDone(repeats, 204, () -> {
                byte[] part = part(bytes, number);
                return Uploads.append(member.rest(), address, (long) number * Uploads.PART, part);
            });
        }
        return address;
    }

    /** Retries a request after the time that the server asks for, or if its memory limit was exceeded and it closed the connection. */
    private static Answer untilDone(AtomicInteger repeats, int done, Supplier<Answer> request) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            long seconds = 1;
            try {
                Answer answer = request.get();
                if (answer.status() == done) {
                    return answer;
                }
                assertThat(answer.status()).isIn(429, 503);
                assertThat(answer.header("Retry-After")).isNotNull();
                seconds = Long.parseLong(answer.header("Retry-After"));
            } catch (UncheckedIOException e) {
                // closed
            }
            repeats.incrementAndGet();
            await().atMost(PATIENCE).pollDelay(Duration.ofSeconds(seconds)).until(() -> true);
        }
        throw new AssertionError("the server was busy for " + PATIENCE);
    }

    @Test
    void aFullDiskInTheMiddleKeepsNothingOfAFileAndTakesMessages() throws IOException {
        Member ann = board.newMember();
        NamedRoom room = NamedRoom.create(ann);
        String picture = Uploads.upload(ann, "a.gif", Pictures.gif(1));
        long before = used(ann);
        String address = begin(ann, bytes(), 1);
        Path filler = fillUpToTheReserve();
        try {
            BodyPublisher body = BodyPublishers.ofByteArray(Pictures.gif(1));
            assertThat(Stream.of(
                                    ann.rest().send("PUT", "/api/me/avatar", body, "Content-Type", "image/gif"),
                                    ann.rest().send("PUT", room.path("/picture"), body, "Content-Type", "image/gif"),
                                    ann.rest().get("/files/" + picture + "/thumbnail/320"))
                            .map(Answer::status))
                    .containsExactly(507, 507, 503);
            Answer full = Uploads.append(ann.rest(), address, Uploads.PART, part(bytes(), 1));
            assertThat(full.status()).isEqualTo(507);
            assertThat(full.json().getString("detail")).contains("no space");
            assertThat(Uploads.head(ann.rest(), address).status()).isEqualTo(404);
            assertThat(used(ann)).isEqualTo(before);
            assertThat(underWay(address)).doesNotExist();
            assertThat(Uploads.begin(ann.rest(), FILE_BYTES, Uploads.name("a")).status())
                    .isEqualTo(507);
            try (MeasuredConversation others = new MeasuredConversation(ann, board.newMember(), PAUSE_MS)) {
                assertThat(others.medianMs(ProofSizes.SAMPLES)).isPositive();
            }
        } finally {
            Files.delete(filler);
        }
        assertThat(Uploads.upload(ann, "a", bytes())).isNotEmpty();
    }

    private static Path fillUpToTheReserve() throws IOException {
        Path filler = disk.path().resolve("filler");
        byte[] chunk = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (disk.path().toFile().getUsableSpace() >= RESERVE) {
                out.write(chunk);
            }
        }
        return filler;
    }

    /** The server is killed between the placing of a file and the commit, between its last byte and the placing, and in its middle. */
    @Test
    void anUploadGoesOnAfterAKillAndWhatTheKillLeftIsRemoved() throws IOException {
        Member ann = board.newMember();
        byte[] cut = bytes();
        byte[] lost = bytes();
        byte[] whole = bytes();
        String inTheMiddle = begin(ann, cut, 1);
        String placed = begin(ann, lost, PARTS - 1);
        String complete = begin(ann, whole, PARTS - 1);
        String expired = begin(ann, bytes(), 1);
        String finished = "/api/uploads/" + Uploads.upload(ann, "a", bytes());
        board.server().kill();
        Files.write(underWay(placed), part(lost, PARTS - 1), StandardOpenOption.APPEND);
        Files.createDirectories(stored(lost).getParent());
        Files.createLink(stored(lost), underWay(placed));
        Files.write(underWay(complete), part(whole, PARTS - 1), StandardOpenOption.APPEND);
        Path unknown = Files.write(underWay("/AAAAAAAAAAAAAAAAAAAAAA"), new byte[1]);
        board.updateStopped("UPDATE stored_file SET expires_at = 1 WHERE id = '" + Uploads.id(expired) + "'");

        board.restart();
        Member again = ann.at(board.url());
        await("the clean-up of the start").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stored(lost)).doesNotExist();
            assertThat(unknown).doesNotExist();
            assertThat(underWay(expired)).doesNotExist();
        });
        assertThat(offset(again, inTheMiddle)).isEqualTo(Uploads.PART);
        assertThat(offset(again, placed)).isEqualTo(FILE_BYTES);
        assertThat(offset(again, complete)).isEqualTo(FILE_BYTES);
        assertThat(Uploads.head(again.rest(), expired).status()).isEqualTo(404);
        assertThat(used(again)).isEqualTo(4L * FILE_BYTES);

        send(again, inTheMiddle, cut, 1, PARTS);
        assertThat(List.of(cut, lost, whole))
                .allSatisfy(bytes -> assertThat(stored(bytes)).hasBinaryContent(bytes));
        assertThat(List.of(inTheMiddle, placed, complete, finished))
                .allSatisfy(address ->
                        assertThat(again.rest().get(address).status()).isEqualTo(200));
        assertThat(board.log()).anyMatch(line -> line.contains("The clean-up of files deletes: expired=1 ["));
    }

    /** Begins an upload and sends its first parts. {@return its address} */
    private static String begin(Member member, byte[] bytes, int parts) {
        String address =
                Uploads.begin(member.rest(), bytes.length, Uploads.name("a")).header("Location");
        send(member, address, bytes, 0, parts);
        return address;
    }

    private static void send(Member member, String address, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(Uploads.append(member.rest(), address, (long) i * Uploads.PART, part(bytes, i))
                            .status())
                    .isEqualTo(204);
        }
    }

    private static long offset(Member member, String address) {
        return Long.parseLong(Uploads.head(member.rest(), address).header("Upload-Offset"));
    }
}
