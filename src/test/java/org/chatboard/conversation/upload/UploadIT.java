package org.chatboard.conversation.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.AtOnce;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithTestServer
class UploadIT {
    private static final Random RANDOM = new Random();
    private static final int MOST = 52_428_800;

    private final TestServer board;
    private final Member ann;

    UploadIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
    }

    /** {@return bytes that no other test has, so that none shares their content} */
    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        bytes[0] = 'x'; // none of a picture
        return bytes;
    }

    private Path stored(byte[] bytes) {
        String hash = Uploads.sha256(bytes);
        return board.data()
                .resolve("files/content")
                .resolve(hash.substring(0, 2))
                .resolve(hash);
    }

    private String begin(long size) {
        Answer answer = Uploads.begin(ann.rest(), size, Uploads.name("plan.txt"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.header("Location");
    }

    private static void assertProblem(Answer answer, int status, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().getString("detail")).contains(detail);
    }

    private long offset(String address) {
        Answer head = Uploads.head(ann.rest(), address);
        assertThat(head.status()).isEqualTo(200);
        return Long.parseLong(head.header("Upload-Offset"));
    }

    private long used() {
        return Json.number(ann.rest().get("/api/uploads").json(), "usedBytes");
    }

    @Test
    void anUploadInPartsIsStoredUnderItsHash() throws IOException {
        byte[] bytes = bytes(2 * Uploads.PART + 1);
        Answer begun = Uploads.begin(
                ann.rest(),
                bytes.length,
                Uploads.name("Müller 🎉.bin") + "," + Uploads.pair("sha256", Uploads.sha256(bytes)));
        String address = begun.header("Location");
        assertThat(address).startsWith("/api/uploads/");
        assertThat(begun.header("Upload-Expires")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        for (int from = 0; from < bytes.length; from += Uploads.PART) {
            assertThat(offset(address)).isEqualTo(from);
            assertThat(ann.rest().get(address).status()).isEqualTo(404);
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + Uploads.PART));
            Answer answer = Uploads.append(ann.rest(), address, from, part);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Upload-Offset")).isEqualTo(String.valueOf(from + part.length));
        }
        assertThat(offset(address)).isEqualTo(bytes.length);
        var file = ann.rest().get(address).json();
        assertThat(file.getString("id")).isEqualTo(Uploads.id(address));
        assertThat(file.getString("name")).isEqualTo("Müller 🎉.bin");
        assertThat(Json.number(file, "size")).isEqualTo(bytes.length);
        assertThat(stored(bytes)).hasBinaryContent(bytes);
        assertThat(used()).isEqualTo(bytes.length);
    }

    @Test
    void theSameBytesAreStoredOnceAndStayWhileAFileUsesThem() {
        byte[] bytes = bytes(1_000);
        String one = Uploads.upload(ann, "one", bytes);
        Member bob = board.newMember();
        String other = Uploads.upload(bob, "other", bytes);
        assertThat(ann.rest().delete("/api/uploads/" + one).status()).isEqualTo(204);
        assertThat(bob.rest().get("/api/uploads/" + other).status()).isEqualTo(200);
        assertThat(stored(bytes)).exists();
        assertThat(bob.rest().delete("/api/uploads/" + other).status()).isEqualTo(204);
        await().until(() -> !Files.exists(stored(bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "..\\..\\x", "a/b/\u202ex\u0007"})
    void aNameIsCleaned(String name) {
        String id = Uploads.upload(ann, name, bytes(10));
        assertThat(ann.rest().get("/api/uploads/" + id).json().getString("name"))
                .isEqualTo("x");
    }

    @Test
    void rejectsAFileThatIsEmptyOrWithoutAUsableName() {
        assertProblem(Uploads.begin(ann.rest(), 0, Uploads.name("empty.txt")), 400, "empty");
        for (String name : List.of("", "..", "a".repeat(256), "a".repeat(300), "\u202e")) {
            assertProblem(Uploads.begin(ann.rest(), 10, Uploads.name(name)), 400, "255");
        }
        assertThat(Uploads.begin(ann.rest(), 10, Uploads.name("a".repeat(255))).status())
                .isEqualTo(201);
        assertThat(used()).isEqualTo(10);
    }

    @Test
    void aFileMayHaveTheLimitAndNoByteMore() {
        assertProblem(Uploads.begin(ann.rest(), MOST + 1L, Uploads.name("film")), 413, "50 MB");
        assertProblem(Uploads.begin(ann.rest(), Long.MAX_VALUE, Uploads.name("film")), 400, "Upload-Length");
        String address = begin(MOST);
        assertThat(used()).isEqualTo(MOST);
        assertThat(ann.rest().delete(address).status()).isEqualTo(204);
        assertThat(used()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "filename, Upload-Metadata", // without a value
        "'filename ?', Upload-Metadata",
        "'filename /w==', Upload-Metadata", // no UTF-8
        "'filename eA==,sha256 eA==', SHA-256",
        "'filename eA==,voice MA==', voice note",
        "'filename eA==,voice MzYwMDAwMQ==,waveform MQ==', voice note",
        "'filename eA==,voice MTA=,waveform eA==', waveform",
        "'filename eA==,voice MTA=', waveform"
    })
    void rejectsMetadataThatIsNotValid(String metadata, String detail) {
        Answer answer = Uploads.begin(ann.rest(), 10, metadata);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).containsAnyOf(detail, "255");
        assertThat(used()).isZero();
    }

    @Test
    void aVoiceNoteHasItsLengthAndWaveform() {
        String metadata = String.join(
                ",", Uploads.name("note"), Uploads.pair("voice", "3600000"), Uploads.pair("waveform", "0".repeat(64)));
        String address = Uploads.begin(ann.rest(), 1, metadata).header("Location");
        Uploads.append(ann.rest(), address, 0, bytes(1));
        var file = ann.rest().get(address).json();
        assertThat(Json.number(file, "voiceMs")).isEqualTo(3_600_000);
        assertThat(file.getString("waveform")).hasSize(64);
    }

    @Test
    void keepsNothingOfAPartThatGoesBeyondTheEnd() {
        String address = begin(10);
        assertProblem(Uploads.append(ann.rest(), address, 0, bytes(11)), 413, "More bytes");
        assertThat(offset(address)).isZero();
        Uploads.append(ann.rest(), address, 0, bytes(9));
        assertProblem(Uploads.append(ann.rest(), address, 9, bytes(2)), 413, "More bytes");
        assertThat(offset(address)).isEqualTo(9);
    }

    @Test
    void rejectsAPartAtAnotherOffset() {
        String address = begin(10);
        Uploads.append(ann.rest(), address, 0, bytes(5));
        for (long wrong : new long[] {0, 4, 6, 10}) {
            assertProblem(Uploads.append(ann.rest(), address, wrong, bytes(1)), 409, "byte 5");
        }
        assertThat(offset(address)).isEqualTo(5);
    }

    @Test
    void keepsNothingOfAPartWhoseChecksumDoesNotMatch() {
        byte[] bytes = bytes(100);
        String address = begin(bytes.length);
        for (String algorithm : List.of("sha1", "sha256")) {
            byte[] wrong = Uploads.digest(algorithm.equals("sha1") ? "SHA-1" : "SHA-256", bytes(100));
            Answer answer =
                    Uploads.append(ann.rest(), address, 0, bytes, "Upload-Checksum", algorithm + " " + base64(wrong));
            assertProblem(answer, 460, "changed");
            assertThat(offset(address)).isZero();
        }
        for (String malformed : List.of("md5 x", "sha256", "sha256 ?", "")) {
            assertProblem(
                    Uploads.append(ann.rest(), address, 0, bytes, "Upload-Checksum", malformed),
                    400,
                    "Upload-Checksum");
        }
        String right = "sha256 " + base64(Uploads.digest("SHA-256", bytes));
        assertThat(Uploads.append(ann.rest(), address, 0, bytes, "Upload-Checksum", right)
                        .status())
                .isEqualTo(204);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void removesAnUploadWhoseHashDoesNotMatch() {
        byte[] bytes = bytes(100);
        String address = Uploads.begin(
                        ann.rest(), 100, Uploads.name("a") + "," + Uploads.pair("sha256", Uploads.sha256(bytes(100))))
                .header("Location");
        assertProblem(Uploads.append(ann.rest(), address, 0, bytes), 422, "changed while");
        assertThat(Uploads.head(ann.rest(), address).status()).isEqualTo(404);
        assertThat(used()).isZero();
        assertThat(stored(bytes)).doesNotExist();
        assertThat(board.data().resolve("files/uploads").resolve(Uploads.id(address)))
                .doesNotExist();
    }

    @Test
    void oneOfTwoPartsAtOnceIsKept() {
        byte[] bytes = bytes(2 * Uploads.PART);
        for (int round = 0; round < 5; round++) {
            String address = begin(bytes.length);
            Callable<Answer> append = () -> Uploads.append(ann.rest(), address, 0, Arrays.copyOf(bytes, Uploads.PART));
            List<Integer> statuses = AtOnce.run(Collections.nCopies(2, append)).stream()
                    .map(Answer::status)
                    .sorted()
                    .toList();
            assertThat(statuses.get(0)).isEqualTo(204);
            assertThat(statuses.get(1)).isIn(409, 423);
            assertThat(offset(address)).isEqualTo(Uploads.PART);
            assertThat(ann.rest().delete(address).status()).isEqualTo(204);
        }
    }

    @Test
    void anUploadOfAnotherAccountIsNotThere() {
        String address = begin(10);
        String finished = "/api/uploads/" + Uploads.upload(ann, "a", bytes(10));
        Member bob = board.newMember();
        for (String each : List.of(address, finished, "/api/uploads/AAAAAAAAAAAAAAAAAAAAAA")) {
            List<Answer> answers = List.of(
                    Uploads.head(bob.rest(), each),
                    Uploads.append(bob.rest(), each, 0, bytes(1)),
                    bob.rest().get(each),
                    bob.rest().put(each, Json.of("alt", "x")),
                    bob.rest().delete(each));
            assertThat(answers).allMatch(answer -> answer.status() == 404);
        }
        assertThat(offset(address)).isZero();
        assertThat(ann.rest().get(finished).json()).doesNotContainKey("alt");
    }

    @Test
    void rejectsRequestsThatAreNotOfTus() {
        String address = begin(10);
        Answer withoutVersion = ann.rest().post("/api/uploads", Json.of());
        assertThat(withoutVersion.status()).isEqualTo(412);
        assertThat(withoutVersion.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(withoutVersion.header("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(ann.rest().patch(address, Json.of()).status()).isEqualTo(415);
        Answer noNumber = Uploads.append(ann.rest(), address, -1, bytes(1));
        assertProblem(noNumber, 400, "Upload-Offset");
        assertThat(noNumber.header("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(Uploads.append(ann.rest(), address, 0, bytes(Uploads.PART + 1))
                        .status())
                .isEqualTo(413);
        assertThat(offset(address)).isZero();
    }

    @Test
    void describesAFinishedFile() {
        String address = "/api/uploads/" + Uploads.upload(ann, "a", bytes(10));
        assertThat(ann.rest().put(address, Json.of("alt", " A cat ")).json().getString("alt"))
                .isEqualTo("A cat");
        assertThat(ann.rest().put(address, Json.of("alt", "a".repeat(500))).status())
                .isEqualTo(200);
        assertProblem(ann.rest().put(address, Json.of("alt", "a".repeat(501))), 400, "500");
        for (String notStorable : List.of("a\\u0000b", "a\\ud83d", "\\udc00a")) {
            BodyPublisher body = BodyPublishers.ofString("{\"alt\":\"" + notStorable + "\"}");
            Answer answer = ann.rest().send("PUT", address, body, "Content-Type", "application/json");
            assertProblem(answer, 400, "cannot be stored");
        }
        assertThat(ann.rest().put(address, Json.of("alt", " ")).json()).doesNotContainKey("alt");
    }

    @Test
    void manyUploadsAtOnceAreAllStored() {
        List<byte[]> files = Stream.generate(() -> bytes(1_000)).limit(12).toList();
        List<Callable<String>> uploads = files.stream()
                .map(bytes -> (Callable<String>) () -> uploadPatiently(bytes))
                .toList();
        assertThat(AtOnce.run(uploads)).doesNotHaveDuplicates();
        assertThat(files).allSatisfy(bytes -> assertThat(stored(bytes)).hasBinaryContent(bytes));
        assertThat(used()).isEqualTo(12_000);
    }

    private String uploadPatiently(byte[] bytes) {
        String address = begin(bytes.length);
        await().until(() -> Uploads.append(ann.rest(), address, 0, bytes).status(), status -> {
            assertThat(status).isIn(204, 429, 503);
            return status == 204;
        });
        return address;
    }
}
