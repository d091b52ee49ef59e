package org.chatboard.people.settings;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WebClient;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** The list of one's sign-ins, by REST. */
@WithTestServer
class SignInsIT {
    private static final String PATH = "/api/me/sign-ins";
    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0";

    /** The heartbeat, every 25 s, would end the sockets too. */
    private static final Duration SOONER_THAN_A_HEARTBEAT = Duration.ofSeconds(5);

    private final TestServer board;
    private final Member anna;

    SignInsIT(TestServer board) {
        this.board = board;
        this.anna = board.signUp();
    }

    @Test
    void listsWhereAndWhenOneIsSignedIn() {
        Instant before = Instant.now().minusSeconds(1);
        WebClient firefox = signIn(FIREFOX);
        List<JsonObject> signIns = signIns(firefox.get(PATH));
        assertThat(signIns).hasSize(2);
        JsonObject current = signIns.get(0);
        assertThat(current.getBoolean("current")).isTrue();
        assertThat(current.getString("device")).isEqualTo("Firefox on Windows");
        assertThat(current.getString("address")).isEqualTo("127.0.0.1");
        assertThat(Instant.parse(current.getString("createdAt"))).isBetween(before, Instant.now());
        assertThat(Instant.parse(current.getString("lastUsedAt"))).isBetween(before, Instant.now());
        assertThat(signIns.get(1).getBoolean("current")).isFalse();
        assertThat(signIns.get(1).getString("device")).isEqualTo("Unknown device");
    }

    @Test
    void acceptsAHostileUserAgent() {
        WebClient web = signIn("<b>\u00e9\"'" + "x".repeat(4_000));
        assertThat(signIns(web.get(PATH)).get(0).getString("device")).isEqualTo("Unknown device");
    }

    @Test
    void endsOneSignInAndItsSocketsAtOnce() {
        Member elsewhere = anna.onAnotherDevice();
        try (SocketClient socket = elsewhere.socket();
                SocketClient own = anna.socket()) {
            Instant before = Instant.now();
            assertThat(anna.rest().delete(PATH + "/" + otherThanCurrent()).status())
                    .isEqualTo(204);
            assertThat(socket.awaitClose()).isEqualTo(4501);
            assertThat(Duration.between(before, Instant.now())).isLessThan(SOONER_THAN_A_HEARTBEAT);
            assertThat(elsewhere.rest().get("/api/me").status()).isEqualTo(401);
            assertThat(signIns(anna.rest().get(PATH))).hasSize(1);
            own.send("{\"type\":\"no such type\"}").await("error");
        }
    }

    @Test
    void endsAllOthers() {
        Member second = anna.onAnotherDevice();
        Member third = anna.onAnotherDevice();
        try (SocketClient socket = third.socket()) {
            assertThat(anna.rest().delete(PATH).status()).isEqualTo(204);
            assertThat(socket.awaitClose()).isEqualTo(4501);
        }
        assertThat(second.rest().get("/api/me").status()).isEqualTo(401);
        assertThat(signIns(anna.rest().get(PATH))).hasSize(1);
        assertThat(anna.rest().delete(PATH).status()).as("none is left").isEqualTo(204);
    }

    @Test
    void endsTheCurrentOneAndRemovesTheCookie() {
        long current = Json.number(signIns(anna.rest().get(PATH)).get(0), "id");
        assertThat(anna.rest().delete(PATH + "/" + current).status()).isEqualTo(204);
        assertThat(anna.rest().cookies()).doesNotContain("CHATBOARD_SIGN_IN");
        assertThat(anna.rest().get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void findsNoSignInOfAnotherAccount() {
        anna.onAnotherDevice();
        Member stranger = board.newMember();
        for (String id : List.of(String.valueOf(otherThanCurrent()), "0", "-1", "x", "9".repeat(30))) {
            assertThat(stranger.rest().delete(PATH + "/" + id).status()).as(id).isEqualTo(404);
        }
        assertThat(signIns(anna.rest().get(PATH))).hasSize(2);
    }

    private long otherThanCurrent() {
        return signIns(anna.rest().get(PATH)).stream()
                .filter(signIn -> !signIn.getBoolean("current"))
                .map(signIn -> Json.number(signIn, "id"))
                .findFirst()
                .orElseThrow();
    }

    private WebClient signIn(String userAgent) {
        WebClient web = new WebClient(URI.create(board.url()));
        String body = Json.of("username", anna.username(), "password", RestClient.PASSWORD)
                .toString();
        Answer answer = web.send(
                "POST",
                "/api/session",
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/json",
                "User-Agent",
                userAgent);
        assertThat(answer.status()).isEqualTo(204);
        return web;
    }

    private static List<JsonObject> signIns(Answer answer) {
        return answer.json().getJsonArray("signIns").getValuesAs(JsonObject.class);
    }
}
