package org.chatboard.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.RawSocket;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WebClient;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The default limits of an account and its sockets. Only heartbeat, timeouts and the rooms of an hour are less than the defaults. */
@WithTestServer
class LimitsIT {
    private static final int FRAME_BYTES = 65_536;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TestServer board;

    LimitsIT(@WithTestServer.Limited TestServer board) {
        this.board = board;
    }

    @Test
    void sharesABurstOfFiftyMessagesBetweenTheSocketsOfAnAccount() {
        Member ann = board.newMember();
        long bob = board.newMember().id();
        List<SocketClient> sockets = List.of(ann.socket(), ann.socket());
        long start = System.nanoTime();
        List<String> cids = IntStream.range(0, 240)
                .mapToObj(i -> sockets.get(i % 2).postTo(bob, "m" + i))
                .toList();
        List<JsonObject> answers = IntStream.range(0, 240)
                .mapToObj(i -> sockets.get(i % 2).awaitAck(cids.get(i)))
                .toList();
        List<JsonObject> rejected = answers.stream()
                .filter(answer -> answer.getString("type").equals("error"))
                .toList();
        assertThat(answers.size() - rejected.size()).isBetween(50, 50 + refilled(10, start));
        assertThat(rejected).isNotEmpty().allSatisfy(error -> {
            assertThat(error.getString("code")).isEqualTo("rate_limited");
            assertThat(Json.number(error, "retryAfterMs")).isBetween(1L, 200L);
        });
        assertThat(sockets).allMatch(SocketClient::isOpen);
    }

    /** {@return how many permits the bucket can have regained at most since a time} */
    private static int refilled(int perSecond, long sinceNanos) {
        return (int) (perSecond * (System.nanoTime() - sinceNanos) / 1_000_000_000) + 1;
    }

    @Test
    void limitsTheRoomsThatAnAccountMakesButNotTheirRepeats() {
        Member ann = board.newMember();
        for (String cid : List.of("1", "2", "3")) {
            assertThat(makeRoom(ann, cid).status()).isEqualTo(201);
        }
        Answer rejected = makeRoom(ann, "4");
        assertThat(rejected.status()).as("%s", rejected).isEqualTo(429);
        assertThat(rejected.json().getString("detail")).contains("20 minutes");
        assertThat(Integer.parseInt(rejected.header("Retry-After"))).isBetween(1_100, 1_200);
        assertThat(makeRoom(ann, "3").status()).isEqualTo(200);
        assertThat(makeRoom(board.newMember(), "1").status()).isEqualTo(201);
    }

    private static Answer makeRoom(Member owner, String cid) {
        return owner.rest().post("/api/rooms", Json.of("cid", cid, "kind", "PRIVATE", "name", "Lunch"));
    }

    @Test
    void refillsTheBurst() {
        Member ann = board.newMember();
        long bob = board.newMember().id();
        SocketClient socket = ann.socket();
        List<String> cids =
                Stream.generate(() -> socket.postTo(bob, "more")).limit(150).toList();
        String again = cids.stream()
                .filter(cid -> socket.awaitAck(cid).getString("type").equals("error"))
                .findFirst()
                .orElseThrow();
        // retries the same cid slowly, since 200 rejected frames within ten seconds would close the socket
        JsonObject answer = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> repeat(socket, bob, again), said -> !said.getString("type")
                        .equals("error"));
        assertThat(answer).doesNotContainKey("duplicate");
    }

    private static JsonObject repeat(SocketClient socket, long bob, String cid) {
        int before = socket.count();
        socket.send(Json.of("type", "send", "to", bob, "cid", cid, "message", "more"));
        return socket.await(before, SocketClient.with("cid", cid));
    }

    @Test
    void countsOtherFramesSeparately() {
        SocketClient socket = board.newMember().socket();
        int sent = 300;
        long start = System.nanoTime();
        IntStream.range(0, sent).forEach(i -> socket.send(Json.of("type", "pong", "n", i)));
        socket.send(Json.of("type", "unknown")); // answered without a permit, and after all earlier frames
        socket.await("error", SocketClient.with("code", "unsupported"));
        List<JsonObject> rejected = socket.frames("error").stream()
                .filter(SocketClient.with("code", "rate_limited"))
                .toList();
        assertThat(sent - rejected.size())
                .as("hello took one of the 120 permits, and the bucket refills")
                .isBetween(119, 119 + refilled(30, start));
        assertThat(rejected).allMatch(error -> Json.number(error, "retryAfterMs") <= 100);
    }

    @Test
    void closesASocketAfterTwoHundredRejectedFrames() {
        SocketClient socket = board.newMember().socket();
        IntStream.range(0, 199).forEach(i -> socket.send("{"));
        socket.await(frame -> socket.frames("error").size() == 199);
        assertThat(socket.isOpen()).isTrue();
        socket.send("{");
        assertThat(socket.awaitClose()).isEqualTo(4029);
        assertThat(socket.frames("error"))
                .as("the last error may be dropped if a ping is on the wire")
                .hasSizeBetween(199, 200);
        assertThat(Json.number(socket.await("bye"), "code")).isEqualTo(4029);
    }

    @Test
    void letsAnAccountWaitAfterThreeFloods() throws Exception {
        Member ann = board.newMember();
        for (int i = 0; i < 3; i++) {
            try (RawSocket raw = open(ann)) {
                flood(raw);
                assertThat(raw.closeCode()).isIn(4029, 1006);
            }
        }
        RawSocket.UpgradeRejected rejected =
                Assertions.catchThrowableOfType(RawSocket.UpgradeRejected.class, () -> open(ann));
        assertThat(rejected.status()).isEqualTo(429);
        assertThat(rejected).hasMessageContaining("\r\nRetry-After: ");
        assertThat(ann.rest().post("/ws", Json.of()).status())
                .as("the page reads the reason so")
                .isEqualTo(429);
        assertThat(board.newMember().socket().isOpen()).as("another account").isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            open(ann).close();
            return true;
        });
    }

    private RawSocket open(Member member) throws IOException {
        return RawSocket.open(board.url(), "/ws", member.rest().cookies(), "chatboard.v1");
    }

    private static void flood(RawSocket raw) {
        try {
            for (int i = 0; i < 10_000; i++) {
                raw.send(RawSocket.TEXT, true, new byte[] {'{'});
            }
        } catch (IOException e) {
            // the server closed the socket
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e4", "\u20ac", "\uD83D\uDE00"})
    void rejectsAFrameAbove64KiB(String character) {
        Member ann = board.newMember();
        SocketClient socket = ann.socket();
        String head = "{\"type\":\"history\",\"room\":1,\"pad\":\"";
        int width = character.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        int free = FRAME_BYTES - head.length() - 2;
        String full = head + character.repeat(free / width) + "x".repeat(free % width) + "\"}";
        socket.send(full);
        assertThat(socket.await("error").getString("code")).isEqualTo("room_not_found");
        socket.send(full + " ");
        assertThat(socket.awaitClose()).isEqualTo(1009);
        SocketClient plain = ann.plain(board.newMember().id());
        plain.send("{\"message\":\"" + "x".repeat(FRAME_BYTES) + "\"}");
        assertThat(plain.awaitClose()).isEqualTo(1009);
    }

    @Test
    void rejectsBinaryFrames() {
        Member ann = board.newMember();
        assertThat(ann.socket().send(new byte[] {'{', '}'}).awaitClose()).isEqualTo(1003);
        assertThat(ann.plain(board.newMember().id()).send(new byte[1]).awaitClose())
                .isEqualTo(1003);
    }

    @Test
    void rejectsInvalidUtf8() throws Exception {
        Member ann = board.newMember();
        try (RawSocket raw = RawSocket.open(board.url(), "/ws", ann.rest().cookies(), "chatboard.v1")) {
            raw.send(RawSocket.TEXT, true, new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'});
            assertThat(raw.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void closesASocketWhoseFragmentsNeverEnd() throws Exception {
        Member ann = board.newMember();
        try (RawSocket raw = RawSocket.open(board.url(), "/ws", ann.rest().cookies(), "chatboard.v1")) {
            raw.send(RawSocket.TEXT, false, new byte[] {'{'});
            byte[] spaces = " ".repeat(1_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int i = 0; i <= FRAME_BYTES / spaces.length; i++) {
                raw.send(RawSocket.CONTINUATION, false, spaces);
            }
            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/chat/"})
    void closesASocketAtADeclaredLengthAboveTheLimit(String path) throws Exception {
        try (RawSocket raw = raw(path)) {
            raw.write(new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 0, 0, 0x40, 0, 0});
            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/chat/"})
    void closesASocketAtAnUnmaskedFrame(String path) throws Exception {
        try (RawSocket raw = raw(path)) {
            raw.write(new byte[] {(byte) 0x81, 2, '{', '}'});
            assertThat(raw.closeCode()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/chat/"})
    void countsPingsAsFrames(String path) throws Exception {
        try (RawSocket raw = raw(path)) {
            for (int i = 0; i < 120; i++) {
                raw.send(RawSocket.PING, true, new byte[125]);
            }
            raw.send(RawSocket.TEXT, true, "{".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (int i = 0; i < 240; i++) {
                raw.send(RawSocket.PING, true, new byte[0]);
            }
            assertThat(raw.closeCode()).isIn(4029, 1006); // 1006 if pings still come after the close
        }
    }

    private RawSocket raw(String path) throws IOException {
        Member ann = board.newMember();
        String peer = path.endsWith("/") ? String.valueOf(board.newMember().id()) : "";
        return RawSocket.open(board.url(), path + peer, ann.rest().cookies(), "chatboard.v1");
    }

    @Test
    void allowsTwentySocketsAnAccount(TestServer patient) {
        Member ann = patient.newMember();
        Member bob = patient.newMember();
        List<SocketClient> sockets = Stream.generate(ann::socket).limit(19).toList();
        SocketClient plain = ann.plain(bob.id());
        SocketClient oneTooMany = ann.onAnotherDevice().endpoint().open();
        assertThat(oneTooMany.awaitClose()).isEqualTo(4505);
        assertThat(bob.socket().isOpen()).as("another account").isTrue();
        sockets.get(0).close();
        sockets.get(0).awaitClose();
        assertThat(ann.socket().isOpen()).isTrue();
        assertThat(plain.isOpen()).isTrue();
    }

    @Test
    void pingsAndClosesAnIdleSocket() throws Exception {
        RawSocket inTheMiddleOfAFrame = raw("/ws/chat/");
        inTheMiddleOfAFrame.write(new byte[] {(byte) 0x81, (byte) 0xfe, (byte) 0xf0, 0, 0, 0, 0, 0, '{'});
        SocketClient silent = board.newMember().socket();
        SocketClient alive = board.newMember().socket();
        for (int pings = 1; silent.isOpen(); pings++) {
            int wanted = pings;
            alive.await(frame -> alive.frames("ping").size() >= wanted);
            JsonObject ping = alive.frames("ping").get(pings - 1);
            alive.send(Json.of("type", "pong", "n", ping.get("n")));
        }
        assertThat(silent.awaitClose()).isEqualTo(4000);
        assertThat(alive.isOpen()).isTrue();
        assertThat(silent.frames("ping").size()).isGreaterThanOrEqualTo(2);
        assertThat(inTheMiddleOfAFrame.closeCode()).isEqualTo(4000);
        inTheMiddleOfAFrame.close();
    }

    @Test
    void keepsAPlainEndpointOpenByProtocolPings() {
        SocketClient plain = board.newMember().plain(board.newMember().id());
        SocketClient silent = board.newMember().socket();
        assertThat(silent.awaitClose()).isEqualTo(4000);
        SocketClient later = board.newMember().socket();
        assertThat(later.awaitClose()).isEqualTo(4000);
        assertThat(plain.isOpen()).isTrue();
        assertThat(plain.frames()).isEmpty();
    }

    @Test
    void countsFormsOfTheSettingsAsFrames() {
        Member ann = board.newMember();
        SocketClient socket = ann.socket();
        WebClient web = new WebClient(URI.create(board.url()));
        Stream.of(ann.rest().cookies().split("; "))
                .map(cookie -> cookie.split("=", 2))
                .forEach(cookie -> web.withCookie(cookie[0], cookie[1]));
        String state = web.get("/settings").viewState();
        withAnEmptyBucket(socket, () -> Map.of(
                        "privacy", "savePrivacy", "appearance", "saveAppearance", "name", "saveDisplayName")
                .forEach((form, button) -> Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> {
                            Answer answer = submit(web, form, button, state);
                            assertThat(answer.status()).isEqualTo(429);
                            assertThat(answer.header("Retry-After")).isEqualTo("1");
                            assertThat(answer.body()).contains("Too much at once");
                        })));
    }

    /**
     * Runs a test while the account's bucket for frames is empty. The socket sends 40 frames a second, ten more than the bucket
     * regains. These ten are rejected, but the socket stays open: the server closes it only at 200 rejected frames within ten
     * seconds.
     */
    private static void withAnEmptyBucket(SocketClient socket, Runnable test) {
        IntStream.range(0, 121).forEach(i -> socket.send(Json.of("type", "pong", "n", i)));
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleAtFixedRate(() -> socket.send(Json.of("type", "pong", "n", 0)), 0, 25, TimeUnit.MILLISECONDS);
            test.run();
        } finally {
            clock.shutdownNow();
        }
    }

    @Test
    void countsPagesAndReadsByRestAsFrames() {
        Member ann = board.newMember();
        SocketClient socket = ann.socket();
        withAnEmptyBucket(socket, () -> List.of("/dashboard", "/api/people", "/api/rooms", "/api/me")
                .forEach(path -> Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> {
                            Answer answer = ann.rest().get(path);
                            assertThat(answer.status()).as(path).isEqualTo(429);
                            assertThat(answer.header("Retry-After")).isEqualTo("1");
                        })));
        assertThat(board.newMember().rest().get("/dashboard").status())
                .as("another account")
                .isEqualTo(200);
    }

    @Test
    void servesAllPagesOfARestoredWindow() {
        Member ann = board.newMember();
        HttpRequest page = HttpRequest.newBuilder(URI.create(board.url() + "/dashboard"))
                .header("Cookie", ann.rest().cookies())
                .build();
        List<CompletableFuture<HttpResponse<Void>>> tabs = Stream.generate(
                        () -> HTTP.sendAsync(page, HttpResponse.BodyHandlers.discarding()))
                .limit(25)
                .toList();
        assertThat(tabs).extracting(tab -> tab.join().statusCode()).containsOnly(200);
    }

    private static Answer submit(WebClient web, String form, String button, String state) {
        return web.submit("/settings", form, form, button, "", "displayName", "Ann", "jakarta.faces.ViewState", state);
    }
}
