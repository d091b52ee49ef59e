package org.chatboard.people.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.chatboard.people.session.SignInCookie;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WebClient;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** A forgotten password, from the administrator's request to the notice. {@code HelpLinkServiceTests} has the edges of time. */
@WithTestServer
class HelpLinkIT {
    private static final String NEW_PASSWORD = "copper-violin-marsh-92";
    private static final String PAGE = "/new-password";
    private static final String NOTICE = "Your password was set anew by a help link that";

    private final TestServer board;
    private final Member admin;
    private final Member anna;

    HelpLinkIT(TestServer board) {
        this.board = board;
        this.admin = board.administrator();
        this.anna = board.newMember();
    }

    @Test
    void makesALinkForThirtyMinutes() {
        Answer made = make(anna.id());
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().getString("link")).matches("http://127\\.0\\.0\\.1:\\d+/help/[\\w-]{43}");
        assertThat(Duration.between(Instant.now(), Instant.parse(made.json().getString("expiresAt"))))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    }

    @Test
    void helpsNeitherTheMakerNorNobody() {
        assertThat(make(admin.id()).status()).isEqualTo(409);
        for (String id : List.of("0", "-1", "x", "9".repeat(30))) {
            assertThat(admin.rest()
                            .post("/api/admin/people/" + id + "/help-link", Json.of())
                            .status())
                    .as(id)
                    .isEqualTo(404);
        }
    }

    @Test
    void signsInWithANewPasswordAndOutEverywhereElse() {
        WebClient visitor = open(makeLink());
        Answer page = visitor.get(PAGE);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("@" + anna.username());
        try (SocketClient socket = anna.socket()) {
            Answer done = setPassword(visitor, page, NEW_PASSWORD);
            assertThat(done.status()).isEqualTo(302);
            assertThat(done.header("Location")).endsWith("/sign-in?signedIn=true");
            assertThat(socket.awaitClose()).isEqualTo(4501);
        }
        assertThat(visitor.get("/api/me").json().getString("username")).isEqualTo(anna.username());
        assertThat(visitor.cookie("CHATBOARD_HELP")).isNull();
        assertThat(anna.rest().get("/api/me").status()).isEqualTo(401);
        RestClient again = new RestClient(board.url());
        assertThat(again.signIn(anna.username(), RestClient.PASSWORD).status()).isEqualTo(401);
        assertThat(again.signIn(anna.username(), NEW_PASSWORD).status()).isEqualTo(204);
    }

    @Test
    void keepsTheCodeOutOfPagesAndTheLog() {
        String link = makeLink();
        String code = link.substring(link.lastIndexOf('/') + 1);
        WebClient visitor = open(link);
        Answer page = visitor.get(PAGE);
        assertThat(page.body()).doesNotContain(code);
        setPassword(visitor, page, "too short");
        setPassword(visitor, page, NEW_PASSWORD);
        open(link).get(PAGE);
        assertThat(board.log()).noneMatch(line -> line.contains(code));
    }

    @Test
    void keepsTheLinkWhenThePasswordIsRejected() {
        WebClient visitor = open(makeLink());
        Answer page = visitor.get(PAGE);
        Map<String, String> errors = Map.of(
                "123456789",
                "A password needs at least 10 characters.",
                "a".repeat(129),
                "A password can have at most 128 characters.",
                "password123",
                "This password is too easy to guess.");
        errors.forEach((password, error) -> {
            Answer rejected = setPassword(visitor, page, password);
            assertThat(rejected.status()).as(error).isEqualTo(200);
            assertThat(rejected.body()).contains(error).doesNotContain("\"" + password + "\"");
        });
        assertThat(anna.rest().get("/api/me").status()).isEqualTo(200);
        assertThat(setPassword(visitor, page, NEW_PASSWORD).status()).isEqualTo(302);
    }

    @Test
    void answersSpentReplacedAndInventedLinksAlike() {
        String spent = makeLink();
        WebClient first = open(spent);
        Answer form = first.get(PAGE);
        assertThat(setPassword(first, form, NEW_PASSWORD).status()).isEqualTo(302);
        String replaced = makeLink();
        WebClient late = open(replaced);
        makeLink();
        String invented = board.url() + "/help/" + "x".repeat(43);
        Answer expected = open(invented).get(PAGE);
        assertThat(expected.status()).isEqualTo(404);
        assertThat(expected.body()).contains("This help link is not valid").doesNotContain("<form id=\"new-password\"");
        Stream.of(
                        spent,
                        replaced,
                        invented,
                        board.url() + "/help/",
                        board.url() + "/help/%C3%A4",
                        board.url() + "/help/a.b")
                .forEach(link -> assertSame(open(link).get(PAGE), expected, link));
        assertSame(new WebClient(URI.create(board.url())).get(PAGE), expected, "no code");
        assertSame(setPassword(late, form, NEW_PASSWORD), expected, "the form of a replaced link");
    }

    private static void assertSame(Answer answer, Answer expected, String what) {
        assertThat(answer.status()).as(what).isEqualTo(expected.status());
        assertThat(answer.body()).as(what).isEqualTo(expected.body());
    }

    @Test
    void letsOneOfTwoAtOnceWin() {
        String link = makeLink();
        List<WebClient> visitors = List.of(open(link), open(link));
        List<Answer> pages = visitors.stream().map(visitor -> visitor.get(PAGE)).toList();
        List<CompletableFuture<Answer>> both = Stream.of(0, 1)
                .map(i -> CompletableFuture.supplyAsync(
                        () -> setPassword(visitors.get(i), pages.get(i), NEW_PASSWORD + i)))
                .toList();
        List<Answer> answers = both.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(302, 404);
        int winner = answers.get(0).status() == 302 ? 0 : 1;
        assertThat(answers.get(1 - winner).body())
                .isEqualTo(
                        open(board.url() + "/help/" + "x".repeat(43)).get(PAGE).body());
        RestClient rest = new RestClient(board.url());
        assertThat(rest.signIn(anna.username(), NEW_PASSWORD + (1 - winner)).status())
                .isEqualTo(401);
        assertThat(rest.signIn(anna.username(), NEW_PASSWORD + winner).status()).isEqualTo(204);
    }

    @Test
    void changesNothingWhenItIsOpenedOrByAnotherMethod() {
        String path = URI.create(makeLink()).getPath();
        WebClient visitor = new WebClient(URI.create(board.url()));
        for (int i = 0; i < 3; i++) {
            assertThat(visitor.get(path).status()).isEqualTo(303);
            assertThat(visitor.get(PAGE).status()).isEqualTo(200);
        }
        assertThat(visitor.submit(path, "newPassword", NEW_PASSWORD).status()).isEqualTo(405);
        assertThat(anna.rest().get("/help").status()).isEqualTo(404);
        assertThat(anna.rest().get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void tellsThePersonAtEachSignInUntilDismissedThere() {
        WebClient byLink = open(makeLink());
        setPassword(byLink, byLink.get(PAGE), NEW_PASSWORD);
        assertThat(byLink.get("/dashboard").body()).doesNotContain(NOTICE);
        RestClient later = signedIn(NEW_PASSWORD);
        RestClient elsewhere = signedIn(NEW_PASSWORD);
        for (String page : List.of("/dashboard", "/settings", "/chat/" + admin.username())) {
            assertThat(later.get(page).body()).as(page).contains(NOTICE + " Rosa Lind made on ");
        }
        Answer dismissed = later.submit("/settings", "help-notice", "dismissHelpNotice");
        assertThat(dismissed.status()).isEqualTo(302);
        assertThat(dismissed.header("Location")).endsWith("/settings");
        assertThat(later.get("/dashboard").body()).doesNotContain(NOTICE);
        assertThat(elsewhere.get("/dashboard").body()).as("on another device").contains(NOTICE);
        assertThat(signedIn(NEW_PASSWORD).get("/dashboard").body())
                .as("at a later sign-in")
                .contains(NOTICE);
    }

    private RestClient signedIn(String password) {
        RestClient client = new RestClient(board.url());
        assertThat(client.signIn(anna.username(), password).status()).isEqualTo(204);
        return client;
    }

    @Test
    void countsNoOldLinkAsAFailedSignIn(@WithTestServer.Limited TestServer limited) {
        Member maker = limited.administrator();
        Member ben = limited.newMember();
        String path = "/api/admin/people/" + ben.id() + "/help-link";
        WebClient stale = new WebClient(URI.create(limited.url()));
        stale.get(URI.create(maker.rest().post(path, Json.of()).json().getString("link"))
                .getPath());
        String link = maker.rest().post(path, Json.of()).json().getString("link"); // replaces the other
        for (int i = 0; i < 25; i++) { // more than the failures that an address has without a wait
            assertThat(stale.get(PAGE).status()).isEqualTo(404);
        }
        RestClient other = new RestClient(limited.url());
        assertThat(other.signIn(ben.username(), RestClient.PASSWORD).status()).isEqualTo(204);
        WebClient helped = new WebClient(URI.create(limited.url()));
        helped.get(URI.create(link).getPath());
        assertThat(helped.get(PAGE).status()).isEqualTo(200);
    }

    private Answer make(long account) {
        return admin.rest().post("/api/admin/people/" + account + "/help-link", Json.of());
    }

    private String makeLink() {
        return make(anna.id()).json().getString("link");
    }

    /** {@return a new visitor who has opened a link} */
    private WebClient open(String link) {
        WebClient visitor = new WebClient(URI.create(board.url()));
        Answer opened = visitor.get(URI.create(link).getRawPath());
        assertThat(opened.status()).isEqualTo(303);
        assertThat(opened.header("Location")).isEqualTo(PAGE);
        assertThat(visitor.cookie(SignInCookie.NAME)).isNull();
        return visitor;
    }

    private static Answer setPassword(WebClient visitor, Answer page, String password) {
        return visitor.submit(
                PAGE,
                "new-password",
                "new-password",
                "newPassword",
                password,
                "setPassword",
                "",
                "jakarta.faces.ViewState",
                page.viewState());
    }
}
