package org.chatboard.people.signup;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.TestServer;
import org.junit.jupiter.api.Test;

/** A new server on an address that others reach, from its first start to the first sign-up of somebody else. */
class FirstStartIT {
    private static final Pattern ADDRESS = Pattern.compile("open once: (http://[^/]+)(/first-start/[\\w-]+)$");

    @Test
    void makesOneAdministratorWhoDecidesWhoMaySignUp() {
        try (TestServer board = TestServer.start(Map.of("CHATBOARD_ADDRESS", "0.0.0.0"))) {
            String path = printedPath(board);
            assertThat(board.log()).anyMatch(line -> line.endsWith(path));
            rejectsEverybodyElse(board);
            Answer missing = new RestClient(board.url()).get("/first-start/no-code");
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.body()).contains("Page not found");
            RestClient administrator = makesOneOfTwo(board, path, missing);
            for (String former : List.of(path, "/first-start", "/First-start/x", "/first-start/")) {
                Answer gone = administrator.get(former);
                assertThat(gone.status()).as(former).isEqualTo(404);
                assertThat(gone.body()).as(former).isEqualTo(missing.body());
            }
            isInTheAuditLog(administrator);
            invitesOnlyUntilTheAdministratorChooses(board, administrator);
        }
    }

    private static void isInTheAuditLog(RestClient administrator) {
        List<JsonObject> events = administrator
                .get("/api/admin/audit")
                .json()
                .getJsonArray("events")
                .getValuesAs(JsonObject.class);
        assertThat(events).hasSize(1);
        JsonObject event = events.get(0);
        String username = administrator.get("/api/me").json().getString("username");
        assertThat(event.getString("action")).isEqualTo("FIRST_ADMIN_SIGNED_UP");
        assertThat(event.getString("actor")).isEqualTo(username).isEqualTo(event.getString("subject"));
        assertThat(event.getString("after")).isEqualTo("ADMIN");
        assertThat(event.getString("address")).isEqualTo("127.0.0.1");
        assertThat(administrator.get("/admin").body()).contains(username + " signed up as the first administrator.");
    }

    private static String printedPath(TestServer board) {
        Matcher printed = board.server().errors().stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow();
        assertThat(printed.group(1)).isEqualTo(board.url());
        assertThat(board.server().errors()).anyMatch(line -> line.contains("Nobody else can sign up before."));
        return printed.group(2);
    }

    private static void rejectsEverybodyElse(TestServer board) {
        RestClient stranger = new RestClient(board.url());
        Answer rejected = stranger.signUp("stranger", "Stranger");
        assertThat(rejected.status()).isEqualTo(403);
        assertThat(rejected.json().getString("detail")).contains("Nobody can sign up here");
        assertThat(stranger.get("/sign-in").body()).doesNotContain("href=\"/sign-up");
        assertThat(stranger.get("/sign-up").body())
                .contains("Nobody can sign up here")
                .doesNotContain("<form id=\"sign-up\"");
    }

    private static RestClient makesOneOfTwo(TestServer board, String path, Answer missing) {
        List<RestClient> clients = List.of(new RestClient(board.url()), new RestClient(board.url()));
        assertThat(submit(clients.get(0), path, "9").body()).contains("aria-invalid=\"true\"");
        List<CompletableFuture<Answer>> running = Stream.of(0, 1)
                .map(i -> CompletableFuture.supplyAsync(() -> submit(clients.get(i), path, "first" + i)))
                .toList();
        List<Answer> answers = running.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(302, 404);
        int winner = answers.get(0).status() == 302 ? 0 : 1;
        assertThat(answers.get(1 - winner).body()).isEqualTo(missing.body());
        RestClient administrator = clients.get(winner);
        assertThat(administrator.get("/api/me").json().getString("role")).isEqualTo("ADMIN");
        assertThat(administrator.get("/admin").status()).isEqualTo(200);
        RestClient loser = new RestClient(board.url());
        assertThat(loser.signIn("first" + (1 - winner), RestClient.PASSWORD).status())
                .isEqualTo(401);
        return administrator;
    }

    private static Answer submit(RestClient client, String path, String username) {
        return client.submit(
                path,
                "first-start",
                "signUp",
                "username",
                username,
                "displayName",
                "The first",
                "password",
                RestClient.PASSWORD);
    }

    private static void invitesOnlyUntilTheAdministratorChooses(TestServer board, RestClient administrator) {
        RestClient stranger = new RestClient(board.url());
        Answer rejected = stranger.signUp("stranger", "Stranger");
        assertThat(rejected.status()).isEqualTo(403);
        assertThat(rejected.json().getString("detail")).contains("invitation");
        assertThat(stranger.get("/sign-in").body()).contains("href=\"/sign-up");
        administrator.put("/api/admin/settings", Json.of("signUp", "ANYBODY"));
        assertThat(stranger.signUp("stranger", "Stranger").status()).isEqualTo(201);
    }
}
