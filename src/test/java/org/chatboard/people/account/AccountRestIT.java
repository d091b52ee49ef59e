package org.chatboard.people.account;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chatboard.people.session.SignInCookie;
import org.chatboard.people.session.SignInService;
import org.chatboard.testing.Answer;
import org.chatboard.testing.RawHttp;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WebClient;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests accounts by REST, on a server with a database. */
@WithTestServer
class AccountRestIT {
    private static final String PASSWORD = "correct horse battery";

    private final TestServer board;
    private final URI base;
    private final WebClient web;

    AccountRestIT(TestServer board) {
        this.board = board;
        base = URI.create(board.url());
        web = new WebClient(base);
    }

    @Test
    void signsUpAndInAndOut() {
        String anna = unique("anna");
        Answer created = signUp(anna.toUpperCase(java.util.Locale.ROOT), " Anna Ä\uD83D\uDE00 ");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().getString("username")).isEqualTo(anna);
        assertThat(created.json().getString("displayName")).isEqualTo("Anna Ä\uD83D\uDE00");
        assertThat(web.get("/api/me").status()).isEqualTo(401);

        assertThat(signIn(web, anna, PASSWORD).status()).isEqualTo(204);
        JsonObject me = web.get("/api/me").json();
        assertThat(me.getJsonNumber("id")).isEqualTo(created.json().getJsonNumber("id"));
        assertThat(me.getString("role")).isEqualTo("USER");

        String token = web.cookie(SignInCookie.NAME);
        assertThat(web.delete("/api/session").status()).isEqualTo(204);
        assertThat(web.cookie(SignInCookie.NAME)).isNull();
        assertThat(new WebClient(base)
                        .withCookie(SignInCookie.NAME, token)
                        .get("/api/me")
                        .status())
                .as("the cookie is replayed")
                .isEqualTo(401);
    }

    @Test
    void setsCookiesForThisPortThatScriptsAndOtherSitesCannotUse() {
        String anna = unique("anna");
        signUp(anna, "Anna");
        List<String> cookies = signIn(web, anna, PASSWORD).setCookies();
        assertThat(cookies).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("Secure", "Domain"));
        assertThat(cookies.get(0))
                .startsWith(SignInCookie.NAME + "_" + base.getPort() + "=")
                .contains("; Max-Age=1209600");
        assertThat(cookies.get(1))
                .startsWith("CHATBOARD_DEVICE_" + base.getPort() + "=")
                .contains("; Max-Age=31536000");
        assertThat(signIn(new WebClient(base), anna, PASSWORD).setCookies()).doesNotContainAnyElementsOf(cookies);
    }

    @Test
    void isNotSignedOutByAnotherChatBoardOnTheSameHost() {
        signInAs(unique("anna"));
        String foreign = "CHATBOARD_SIGN_IN_1";
        web.withCookie(foreign, "of another port");
        assertThat(web.get("/api/me").status()).isEqualTo(200);
        assertThat(web.delete("/api/session").setCookies()).noneMatch(cookie -> cookie.startsWith(foreign + "="));
    }

    @Test
    void acceptsAndClearsTheCookieOfAFormerVersion() {
        signInAs(unique("anna"));
        WebClient former = new WebClient(base).withCookie(SignInCookie.NAME, web.cookie(SignInCookie.NAME));
        assertThat(former.get("/api/me").status()).isEqualTo(200);
        assertThat(former.delete("/api/session").setCookies())
                .anyMatch(cookie -> cookie.startsWith(SignInCookie.NAME + "=;"));
    }

    @Test
    void endsTheSignInOfAFormerVersionsCookieToo() {
        String anna = unique("anna");
        signInAs(anna);
        String token = web.cookie(SignInCookie.NAME);
        WebClient former = new WebClient(base).withCookie(SignInCookie.NAME, token);
        assertThat(signIn(former, anna, PASSWORD).status()).isEqualTo(204);
        assertThat(statusOf(token)).as("signed in anew").isEqualTo(401);

        signInAs(anna);
        String another = web.cookie(SignInCookie.NAME);
        assertThat(signIn(former, anna, PASSWORD).status()).isEqualTo(204);
        former.withCookie(SignInCookie.NAME, another);
        assertThat(former.delete("/api/session").status()).isEqualTo(204);
        assertThat(statusOf(another)).as("signed out").isEqualTo(401);
        assertThat(former.get("/api/me").status()).isEqualTo(401);
    }

    private int statusOf(String token) {
        return new WebClient(base)
                .withCookie(SignInCookie.NAME, token)
                .get("/api/me")
                .status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483648", "-1e-2147483648", "1e99999", "DIGITS"})
    void rejectsHugeNumbers(String number) {
        String value = number.equals("DIGITS") ? "1".repeat(1_200) : number;
        String body = "{\"username\":" + value + ",\"more\":[" + value + "]}";
        signInAs(unique("anna"));
        assertThat(web.post("/api/session", body).status()).isEqualTo(400);
        assertThat(web.post("/api/accounts", body).status()).isEqualTo(400);
        assertThat(web.post("/api/notifications/test", body).status()).isEqualTo(400);
        assertThat(board.severe()).isEmpty();
    }

    @Test
    void reportsAnErrorForEachField() {
        Answer rejected = web.post("/api/accounts", body("9", "", "password"));
        assertThat(rejected.status()).isEqualTo(400);
        assertThat(rejected.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(rejected.json().getJsonObject("errors").keySet())
                .containsExactlyInAnyOrder("username", "displayName", "password");
        assertThat(rejected.json().getInt("status")).isEqualTo(400);
    }

    @Test
    void rejectsATakenUsernameInAnyCase() {
        String anna = unique("anna");
        signUp(anna, "Anna");
        Answer taken = signUp(anna.replace("anna", "Anna"), "Another");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.json().getJsonObject("errors").getString("username")).contains("taken");
    }

    @Test
    void givesAUsernameOnceToParallelSignUps() {
        String anna = unique("anna");
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> signUp(anna, "Anna").status())
                .toList();
        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void answersAnUnknownUsernameLikeAWrongPassword() {
        String anna = unique("anna");
        signUp(anna, "Anna");
        Answer wrong = signIn(web, anna, "wrong horse battery");
        Answer unknown = signIn(web, unique("nobody"), PASSWORD);
        Answer impossible = signIn(web, "\u0000'; DROP TABLE account --", PASSWORD);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body()).isEqualTo(impossible.body());
        assertThat(web.cookie(SignInCookie.NAME)).isNull();
    }

    @Test
    void makesAGuesserWaitAndAnswers429(@WithTestServer.Limited TestServer limited) throws IOException {
        URI there = URI.create(limited.url());
        String anna = unique("anna");
        new WebClient(there).post("/api/accounts", body(anna, "Anna", PASSWORD));
        List<String> answers = new ArrayList<>();
        String answer;
        do { // a slow machine may send a guess after its wait is over, which gives one more 401
            answer = signInFrom(there, "127.0.0.9", anna, "wrong horse battery " + answers.size());
            answers.add(answer);
        } while (answer.startsWith("HTTP/1.1 401") && answers.size() < 9);
        assertThat(answers).hasSizeGreaterThan(5);
        assertThat(answer).startsWith("HTTP/1.1 429").containsPattern("(?i)retry-after: \\d+\r\n");
        assertThat(answer)
                .contains("application/problem+json")
                .containsPattern("try again in (one second|\\d seconds)\\.");
    }

    @Test
    void endsTheLeastRecentlyUsedOfTooManySignIns() {
        String anna = unique("anna");
        signUp(anna, "Anna");
        signIn(web, anna, PASSWORD);
        IntStream.range(0, SignInService.MAX_PER_ACCOUNT - 1).forEach(i -> signIn(new WebClient(base), anna, PASSWORD));
        assertThat(web.get("/api/me").status()).isEqualTo(200);
        signIn(new WebClient(base), anna, PASSWORD);
        assertThat(web.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void rejectsUnsupportedMethods() {
        signInAs(unique("anna"));
        Answer rejected = web.post("/api/me", "{}");
        assertThat(rejected.status()).isEqualTo(405);
        assertThat(rejected.header("Allow")).contains("GET");
        assertThat(web.get("/api/session").status()).isEqualTo(405);
        assertThat(web.get("/api/nothing").status()).isEqualTo(404);
        assertThat(web.send("PUT", "/dashboard", HttpRequest.BodyPublishers.noBody())
                        .status())
                .isEqualTo(405);
    }

    private void signInAs(String username) {
        signUp(username, username);
        signIn(web, username, PASSWORD);
    }

    private Answer signUp(String username, String displayName) {
        return new WebClient(base).post("/api/accounts", body(username, displayName, PASSWORD));
    }

    private static Answer signIn(WebClient visitor, String username, String password) {
        String json =
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username.replace("\u0000", "\\u0000"), password);
        return visitor.post("/api/session", json);
    }

    private static String signInFrom(URI there, String address, String username, String password) throws IOException {
        String json = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
        String head =
                "POST /api/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: " + json.length();
        return RawHttp.exchange(there, address, head, json);
    }

    private static String body(String username, String displayName, String password) {
        return "{\"username\":\"%s\",\"displayName\":\"%s\",\"password\":\"%s\"}"
                .formatted(username, displayName, password);
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
