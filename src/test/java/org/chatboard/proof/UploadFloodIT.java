package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.AtOnce;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SmallDisk;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Floods a server that has a heap of 256 MB and a small disk with uploads, until the disk is full. */
class UploadFloodIT {
    private static final int FILE_BYTES = 1 << 20;
    private static final int FILES_OF_ACCOUNT = 20;
    private static final int RESERVE = 32 << 20;
    private static final double MAX_RATIO = 3;
    private static final long GROWTH_BYTES = 16L << 20;
    private static final long PAUSE_MS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Random RANDOM = new Random();

    @TempDir
    static Path folder;

    private static SmallDisk disk;
    private static ChatBoardProcess server;
    private static List<Member> members;

    @BeforeAll
    static void start() throws IOException {
        disk = SmallDisk.mount(folder.resolve("disk"), 160 + ProofSizes.UPLOADS);
        Map<String, String> settings = Stream.concat(
                        TestServer.WITHOUT_RATE_LIMITS.entrySet().stream(),
                        Map.of("CHATBOARD_FILE_RESERVE_BYTES", String.valueOf(RESERVE)).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        server = ChatBoardProcess.start(
                List.of(Command.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"),
                disk.path().resolve("data"),
                settings);
        members = IntStream.range(0, 2 + ProofSizes.UPLOADS / FILES_OF_ACCOUNT)
                .mapToObj(i -> Member.signUp(server.url(), "uploader" + i))
                .toList();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[FILE_BYTES];
        RANDOM.nextBytes(bytes);
        bytes[0] = 'x'; // none of a picture
        return bytes;
    }

    @Test
    void storesManyUploadsAtOnceWithoutSlowingOthers() {
        AtomicInteger rejected = new AtomicInteger();
        List<Callable<String>> uploads = new ArrayList<>();
        for (int i = 0; i < ProofSizes.UPLOADS; i++) {
            Member member = members.get(2 + i / FILES_OF_ACCOUNT);
            uploads.add(() -> upload(member, bytes(), rejected));
        }
        ProcessUsage usage = new ProcessUsage(server);
        long before = usage.heap().bytes();
        try (MeasuredConversation others = new MeasuredConversation(members.get(0), members.get(1), PAUSE_MS)) {
            others.medianMs(ProofSizes.SAMPLES);
            others.begin();
            double calm = others.medianMs(ProofSizes.SAMPLES);
            others.begin();
            long start = System.nanoTime();
            List<String> ids = AtOnce.run(uploads);
            double seconds = (System.nanoTime() - start) / 1e9;
            double flooded = others.medianMs(1);
            long grown = usage.heap().bytes() - before;
            ProofReport.values(
                    ProofSizes.UPLOADS + " uploads of 1 MiB at once, heap 256 MB",
                    "seconds",
                    seconds,
                    "requests that were told to try again",
                    rejected.get(),
                    "others' median before, ms",
                    calm,
                    "others' median during the uploads, ms",
                    flooded,
                    "growth of the heap, MB",
                    grown >> 20);
            assertThat(ids).doesNotHaveDuplicates().hasSize(ProofSizes.UPLOADS);
            assertThat(flooded).isLessThan(Math.max(ProofSizes.NOISE_MS, MAX_RATIO * calm));
            assertThat(grown).isLessThan(GROWTH_BYTES);
        }
    }

    /** Uploads a file, whose hash the server compares, and repeats each part until it is taken. */
    private static String upload(Member member, byte[] bytes, AtomicInteger rejected) {
        String address = Uploads.begin(
                        member.rest(),
                        bytes.length,
                        Uploads.name("a") + "," + Uploads.pair("sha256", Uploads.sha256(bytes)))
                .header("Location");
        for (int from = 0; from < bytes.length; from += Uploads.PART) {
            int offset = from;
            byte[] part = Arrays.copyOfRange(bytes, from, from + Uploads.PART);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                int status =
                        Uploads.append(member.rest(), address, offset, part).status();
                assertThat(status).isIn(204, 429, 503);
                rejected.addAndGet(status == 204 ? 0 : 1);
                return status == 204;
            });
        }
        return address;
    }

    @Test
    void aFullDiskInTheMiddleKeepsNothingOfAFileAndTakesMessages() throws IOException {
        Member ann = members.get(0);
        Member bob = members.get(1);
        Answer begun = Uploads.begin(ann.rest(), FILE_BYTES, Uploads.name("film"));
        String address = begun.header("Location");
        byte[] part = Arrays.copyOf(bytes(), Uploads.PART);
        assertThat(Uploads.append(ann.rest(), address, 0, part).status()).isEqualTo(204);
        Path filler = fillUpToTheReserve();
        try {
            Answer full = Uploads.append(ann.rest(), address, Uploads.PART, part);
            assertThat(full.status()).isEqualTo(507);
            assertThat(full.json().getString("detail")).contains("no space");
            assertThat(Uploads.head(ann.rest(), address).status()).isEqualTo(404);
            assertThat(Json.number(ann.rest().get("/api/uploads").json(), "usedBytes"))
                    .isZero();
            try (Stream<Path> uploads = Files.list(disk.path().resolve("data/files/uploads"))) {
                assertThat(uploads).isEmpty();
            }
            assertThat(Uploads.begin(ann.rest(), FILE_BYTES, Uploads.name("film"))
                            .status())
                    .isEqualTo(507);
            try (MeasuredConversation others = new MeasuredConversation(ann, bob, PAUSE_MS)) {
                assertThat(others.medianMs(5)).isPositive();
            }
        } finally {
            Files.delete(filler);
        }
        assertThat(Uploads.upload(ann, "film", bytes())).isNotEmpty();
    }

    private static Path fillUpToTheReserve() throws IOException {
        Path filler = disk.path().resolve("filler");
        byte[] chunk = new byte[1 << 16];
        try (var out = Files.newOutputStream(filler)) {
            while (disk.path().toFile().getUsableSpace() >= RESERVE + chunk.length) {
                out.write(chunk);
            }
            out.write(chunk);
        }
        return filler;
    }
}
