package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WebClient;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Muting, marking all as read, and the test notification. */
@WithTestServer
class NotificationIT {
    private static final String COOKIE = "CHATBOARD_SIGN_IN";
    private static final int BURST = 120;
    private static final int AT_ONCE = 16;

    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final SocketClient annSocket;
    private final SocketClient bobSocket;
    private final long room;

    NotificationIT(TestServer board) {
        this.board = board;
        TwoPeople people = new TwoPeople(board);
        ann = people.ann;
        bob = people.bob;
        annSocket = people.annSocket;
        bobSocket = people.bobSocket;
        room = people.room;
    }

    private static JsonObject roomOf(Member member, long room) {
        return member.rest().get("/api/rooms").json().getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                .filter(each -> Json.number(each, "room") == room)
                .findFirst()
                .orElseThrow();
    }

    private Answer mute(Member who, long muted, boolean on) {
        return who.rest().put("/api/rooms/" + muted + "/notify", Json.of("level", on ? "mentions" : "all"));
    }

    @Test
    void mutesARoomForOneMemberOnAllDevices() {
        SocketClient bobsPhone = bob.onAnotherDevice().socket();
        assertThat(mute(bob, room, true).json()).isEqualTo(Json.of("room", room, "level", "mentions"));
        for (SocketClient own : List.of(bobSocket, bobsPhone)) {
            assertThat(own.await("notify")).isEqualTo(Json.of("type", "notify", "room", room, "level", "mentions"));
        }
        annSocket.awaitAck(annSocket.post(room, "2")); // a muted room still receives messages
        bobSocket.awaitMessage(room, 2);
        assertThat(annSocket.frames("notify")).isEmpty();
        assertThat(roomOf(bob, room).getString("notify")).isEqualTo("mentions");
        assertThat(Json.number(roomOf(bob, room), "unread")).isEqualTo(2);
        assertThat(roomOf(ann, room).getString("notify")).isEqualTo("all");
        JsonObject welcome = bob.socket().await("welcome");
        assertThat(welcome.getJsonArray("rooms").getJsonObject(0).getString("notify"))
                .isEqualTo("mentions");
        assertThat(welcome.getJsonArray("missed")).isEmpty();
        assertThat(mute(bob, room, false).status()).isEqualTo(200);
        bobsPhone.await("notify", frame -> frame.getString("level").equals("all"));
        assertThat(bob.socket().await("welcome").getJsonArray("missed"))
                .containsExactly(Json.of("room", room, "count", 2, "reason", "message"));
        assertThat(roomOf(bob, room).getString("notify")).isEqualTo("all");
    }

    @Test
    void rejectsMutingAForeignRoom() {
        Member cleo = board.newMember();
        assertThat(mute(cleo, room, true).status()).isEqualTo(404);
        assertThat(mute(bob, 999_999_999L, true).status()).isEqualTo(404);
        assertThat(bob.rest()
                        .put("/api/rooms/x/notify", Json.of("level", "none"))
                        .status())
                .isEqualTo(404);
        assertThat(bob.rest()
                        .put("/api/rooms/" + room + "/notify", Json.of("level", "yes"))
                        .status())
                .isEqualTo(400);
        assertThat(new WebClient(URI.create(board.url()))
                        .put("/api/rooms/" + room + "/notify", "{\"level\":\"none\"}")
                        .status())
                .isEqualTo(401);
        assertThat(roomOf(bob, room).getString("notify")).isEqualTo("all");
    }

    @ParameterizedTest
    @CsvSource({"PUT, /api/rooms/1/notify", "POST, /api/rooms/read", "POST, /api/notifications/test"})
    void rejectsRequestsOfAnotherSite(String method, String path) {
        WebClient web = new WebClient(URI.create(board.url()))
                .withCookie(COOKIE, bob.rest().cookies().replaceFirst(".*" + COOKIE + "\\w*=([^;]*).*", "$1"));
        String[] headers = {"Sec-Fetch-Site", "cross-site"};
        String body = "{\"level\":\"none\",\"cid\":\"c\"}";
        assertThat((method.equals("PUT") ? web.put(path, body, headers) : web.post(path, body, headers)).status())
                .isEqualTo(403);
    }

    @Test
    void marksAllRoomsAsReadOnce() {
        SocketClient bobsPhone = bob.onAnotherDevice().socket();
        Member cleo = board.newMember();
        SocketClient cleos = cleo.socket();
        long other = Json.number(cleos.awaitAck(cleos.postTo(bob.id(), "1")), "room");
        cleos.awaitAck(cleos.post(other, "2"));
        bobSocket.awaitAck(bobSocket.post(other, "3")); // own messages do not count
        assertThat(readAll(bob)).isEqualTo(Json.of("rooms", 2, "messages", 3));
        for (SocketClient own : List.of(bobSocket, bobsPhone)) {
            for (long each : List.of(room, other)) {
                JsonObject receipt = own.await(
                        "receipt",
                        frame -> Json.number(frame, "room") == each
                                && Json.number(frame, "account") == bob.id()
                                && Json.number(frame, "unread") == 0);
                assertThat(Json.number(receipt, "readSeq")).isEqualTo(each == room ? 1 : 3);
            }
        }
        assertThat(Json.number(roomOf(bob, room), "unread")).isZero();
        assertThat(Json.number(roomOf(bob, other), "unread")).isZero();
        assertThat(Json.number(roomOf(cleo, other), "unread")).isEqualTo(1);
        assertThat(readAll(bob)).isEqualTo(Json.of("rooms", 0, "messages", 0));
        annSocket.awaitAck(annSocket.post(room, "2"));
        assertThat(Json.number(roomOf(bob, room), "unread")).isEqualTo(1);
    }

    private static JsonObject readAll(Member who) {
        return who.rest().post("/api/rooms/read", Json.of()).json();
    }

    @Test
    void sendsATestToTheOpenPagesOfTheCallerOnly() {
        SocketClient bobsPhone = bob.onAnotherDevice().socket();
        SocketClient bobsScript = bob.receivingPlain(ann.id());
        JsonObject answer = bob.rest()
                .post("/api/notifications/test", Json.of("cid", "try-1"))
                .json();
        assertThat(answer).isEqualTo(Json.of("cid", "try-1", "pages", 2));
        for (SocketClient own : List.of(bobSocket, bobsPhone)) {
            assertThat(own.await("test")).isEqualTo(Json.of("type", "test", "cid", "try-1"));
        }
        annSocket.awaitAck(annSocket.post(room, "after it"));
        bobsScript.awaitText("after it");
        assertThat(annSocket.frames("test")).isEmpty();
        assertThat(bobsScript.frames("test")).isEmpty();
        assertThat(bob.rest()
                        .post("/api/notifications/test", Json.of("cid", "not a cid"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void takesPermitsOfTheFrameLimit(@WithTestServer.Limited TestServer limited) {
        Member cleo = limited.newMember();
        for (int i = 0; i < BURST; i++) {
            assertThat(test(cleo, i).status()).isEqualTo(200);
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE); // one thread alone may send no faster than the bucket refills
        try {
            List<CompletableFuture<Answer>> more = IntStream.range(BURST, 4 * BURST)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> test(cleo, i), threads))
                    .toList();
            assertThat(more).map(CompletableFuture::join).anySatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            });
        } finally {
            threads.shutdownNow();
        }
    }

    private static Answer test(Member member, int number) {
        return member.rest().post("/api/notifications/test", Json.of("cid", "c" + number));
    }
}
