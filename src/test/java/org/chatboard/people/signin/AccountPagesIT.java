package org.chatboard.people.signin;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.chatboard.people.session.SignInCookie;
import org.chatboard.testing.Answer;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WebClient;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Tests the account forms by plain form posts, without scripts. */
@WithTestServer
class AccountPagesIT {
    private static final String PASSWORD = "correct horse battery";

    private final URI base;
    private WebClient web;
    private final String anna = "anna-" + UUID.randomUUID().toString().substring(0, 8);

    AccountPagesIT(TestServer board) {
        base = URI.create(board.url());
        web = new WebClient(base);
    }

    @Test
    void signsInANewAccount() {
        Answer done = signUp(anna, "Änne \uD83D\uDE00", PASSWORD);
        assertThat(done.status()).isEqualTo(302);
        assertThat(pathOf(web.get(pathOf(done)))).isEqualTo("/dashboard");
        assertThat(web.get("/api/me").json().getString("username")).isEqualTo(anna);
        assertThat(web.get("/api/me").json().getString("displayName")).isEqualTo("Änne \uD83D\uDE00");
    }

    @Test
    void showsEachErrorAtItsFieldAndKeepsTheTypedText() {
        Answer rejected = signUp("9<b>", "An\u202Ena", "a1b2c3\"");
        assertThat(rejected.status()).isEqualTo(200);
        assertThat(textOf(rejected, "username-error"))
                .isEqualTo("A username can only contain the letters a to z, digits, dots, underscores and dashes.");
        assertThat(textOf(rejected, "displayName-error"))
                .startsWith("A display name cannot contain control characters");
        assertThat(textOf(rejected, "password-error")).isEqualTo("A password needs at least 10 characters.");
        assertThat(rejected.body()).contains("value=\"9&lt;b&gt;\"").doesNotContain("a1b2c3");
    }

    @Test
    void rejectsATakenUsername() {
        signUp(anna, "Anna", PASSWORD);
        Answer taken = new WebClient(base).submit("/sign-up"); // without a view state the form does nothing
        assertThat(taken.setCookies()).noneMatch(cookie -> cookie.startsWith(SignInCookie.NAME));
        web = new WebClient(base);
        assertThat(textOf(signUp(anna, "Another", PASSWORD), "username-error")).contains("taken");
    }

    @Test
    void redirectsToTheRequestedLocalPage() {
        signUp(anna, "Anna", PASSWORD);
        assertThat(targetOf(signIn("/chat/bert?x=1#message-3", PASSWORD))).isEqualTo("/chat/bert?x=1#message-3");
        Stream.of("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "")
                .forEach(from ->
                        assertThat(targetOf(signIn(from, PASSWORD))).as(from).isEqualTo("/dashboard"));
    }

    @Test
    void redirectsANewAccountToTheRequestedLocalPage() {
        String from = "/chat/bert?x=1#message-3";
        Answer page = web.get("/sign-up?from=/chat/bert?x=1%23message-3");
        assertThat(page.body())
                .contains(
                        "name=\"from\" value=\"" + from + "\"",
                        "href=\"/sign-in?from=/chat/bert%3Fx%3D1%23message-3\"");
        Answer rejected = signUp(from, "9", "Bert", PASSWORD);
        assertThat(rejected.body()).contains("name=\"from\" value=\"" + from + "\"");
        assertThat(targetOf(signUp(from, anna, "Anna", PASSWORD))).isEqualTo(from);
        web = new WebClient(base);
        assertThat(targetOf(signUp("//evil.example", anna + "-2", "Anna", PASSWORD)))
                .isEqualTo("/dashboard");
    }

    @Test
    void linksToSignUpWithTheRequestedPage() {
        assertThat(pathOf(web.get("/chat/bert"))).isEqualTo("/sign-in?from=/chat/bert");
        assertThat(web.get("/sign-in?from=/chat/bert").body()).contains("href=\"/sign-up?from=/chat/bert\"");
        assertThat(web.get("/sign-in").body()).contains("href=\"/sign-up\"");
        assertThat(pathOf(web.submit("/settings", "name", "name")))
                .as("a form whose sign-in has ended")
                .isEqualTo("/sign-in?from=/settings");
    }

    @Test
    void showsThatTheBrowserBlocksCookies() {
        String message = "this browser blocks cookies for this address";
        Answer signedUp = signUp("/chat/bert", anna, "Anna", PASSWORD);
        Answer signedIn = signIn("/chat/bert", PASSWORD);
        for (Answer done : List.of(signedUp, signedIn)) {
            Answer without = new WebClient(base).get(pathOf(done));
            assertThat(without.status()).isEqualTo(200);
            assertThat(without.body()).contains(message, "name=\"from\" value=\"/chat/bert\"");
            assertThat(pathOf(web.get(pathOf(done)))).isEqualTo("/chat/bert");
        }
        assertThat(web.get("/sign-in").body()).doesNotContain(message);
    }

    @Test
    void keepsTheTypedUsernameAfterAWrongPassword() {
        signUp(anna, "Anna", PASSWORD);
        Answer rejected = signIn("/dashboard", "wrong horse battery");
        assertThat(rejected.status()).isEqualTo(200);
        assertThat(rejected.body())
                .contains("The username or the password is wrong.", "value=\"" + anna + "\"")
                .doesNotContain("wrong horse");
        assertThat(web.cookie(SignInCookie.NAME)).isNull();
    }

    @Test
    void createsNoHttpSession() {
        for (String path : new String[] {"/sign-in", "/sign-in?from=/chat/bert", "/sign-up", "/offline"}) {
            assertThat(new WebClient(base).get(path).setCookies()).as(path).isEmpty();
        }
        assertThat(signUp("9<b>", "Anna", PASSWORD).setCookies()).isEmpty();
        assertThat(signIn("", "wrong horse battery").setCookies()).isEmpty();
        signUp(anna, "Anna", PASSWORD);
        for (String path : List.of(
                "/dashboard",
                "/chat/nobody",
                "/settings",
                "/mentions",
                "/search",
                "/websocket-test",
                "/missing",
                "/api/me")) {
            assertThat(web.get(path).setCookies()).as(path).isEmpty();
        }
        assertThat(saveName("").setCookies()).isEmpty();
        assertThat(saveName("Anna again").setCookies()).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    }

    @Test
    void rejectsAFormOfAnotherSite() {
        signUp(anna, "Anna", PASSWORD);
        web = new WebClient(base);
        String body = "sign-in=sign-in&username=%s&password=%s&signIn=&jakarta.faces.ViewState=stateless"
                .formatted(anna, PASSWORD.replace(' ', '+'));
        String form = "application/x-www-form-urlencoded";
        Answer forged =
                web.send("POST", "/sign-in", ofString(body), "Content-Type", form, "Sec-Fetch-Site", "cross-site");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(web.cookie(SignInCookie.NAME)).isNull();
    }

    @Test
    void changesTheDisplayNameForAllAccountsAtOnce() {
        signUp(anna, "Anna", PASSWORD);
        web.get("/api/me");
        Answer saved = saveName("  Änne \uD83D\uDE00 ");
        assertThat(saved.status()).isEqualTo(302);
        assertThat(web.get(pathOf(saved)).body()).contains("Your display name has been changed.");
        assertThat(web.get("/api/me").json().getString("displayName")).isEqualTo("Änne \uD83D\uDE00");
        WebClient bert = new WebClient(base);
        signUp(bert, "", anna + "-b", "Bert", PASSWORD);
        String search = "/api/people?query=" + anna + "+";
        assertThat(bert.get(search + "anne").body()).contains(anna);
        saveName("Łucja Änne");
        assertThat(bert.get(search + "lucja+anne").body())
                .as("a new word beside one that stays")
                .contains(anna);
        saveName("Łucja");
        assertThat(bert.get(search + "aenne").body()).as("a removed word").doesNotContain(anna);
        assertThat(textOf(saveName("\u200B"), "displayName-error")).contains("visible character");
    }

    @Test
    void limitsTheChangesOfADisplayName() {
        signUp(anna, "Anna", PASSWORD);
        Answer answer = saveName("Anna 0");
        int changes = 0;
        while (answer.status() == 302 && changes < 20) {
            changes++;
            answer = saveName("Anna " + changes);
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(changes).isBetween(5, 12); // one more for each twelve seconds that a slow machine needs
        assertThat(answer.header("Retry-After")).matches("\\d+");
        assertThat(answer.body()).containsPattern("You have changed your display name several times just now");
        String name = web.get("/api/me").json().getString("displayName");
        assertThat(name).isEqualTo("Anna " + (changes - 1));
        assertThat(saveName(name).status()).as("the unchanged name").isEqualTo(302);
    }

    @Test
    void endsAllOtherSignInsAfterAPasswordChange() {
        signUp(anna, "Anna", PASSWORD);
        String former = web.cookie(SignInCookie.NAME);
        WebClient phone = new WebClient(base);
        phone.post("/api/session", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(anna, PASSWORD));
        assertThat(phone.get("/api/me").status()).isEqualTo(200);

        Answer changed = changePassword(PASSWORD, "unrelated words instead");
        assertThat(changed.status()).isEqualTo(302);
        assertThat(web.get(pathOf(changed)).body()).contains("Your password has been changed.");
        assertThat(web.get("/api/me").status()).isEqualTo(200);
        assertThat(phone.get("/api/me").status()).isEqualTo(401);
        assertThat(new WebClient(base)
                        .withCookie(SignInCookie.NAME, former)
                        .get("/api/me")
                        .status())
                .as("this sign-in's former token")
                .isEqualTo(401);
        assertThat(signIn("", PASSWORD).status()).isEqualTo(200);
        assertThat(signIn("", "unrelated words instead").status()).isEqualTo(302);
    }

    @Test
    void rejectsAPasswordChangeWithAWrongOrAWeakPassword() {
        signUp(anna, "Anna", PASSWORD);
        assertThat(textOf(changePassword("wrong horse battery", "unrelated words instead"), "currentPassword-error"))
                .isEqualTo("This is not your current password.");
        assertThat(textOf(changePassword(PASSWORD, "1234567890"), "newPassword-error"))
                .contains("too easy to guess");
    }

    @Test
    void invalidatesTheTokenAtSignOut() {
        signUp(anna, "Anna", PASSWORD);
        String token = web.cookie(SignInCookie.NAME);
        Answer page = web.get("/settings");
        Answer out = web.submit(
                "/settings",
                "sign-out",
                "sign-out",
                "signOut",
                "Sign out",
                "jakarta.faces.ViewState",
                page.viewState());
        assertThat(out.header("Location")).endsWith("/sign-in?signedOut=true");
        assertThat(web.cookie(SignInCookie.NAME)).isNull();
        assertThat(web.get("/dashboard").status()).isEqualTo(303);
        assertThat(new WebClient(base)
                        .withCookie(SignInCookie.NAME, token)
                        .get("/api/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void acceptsAFormThatWasOpenDuringARestart() {
        signUp(anna, "Anna", PASSWORD);
        String unknownState = "-4711:42";
        Answer out = web.submit(
                "/settings", "sign-out", "sign-out", "signOut", "Sign out", "jakarta.faces.ViewState", unknownState);
        assertThat(out.header("Location")).endsWith("/sign-in?signedOut=true");
        assertThat(web.get("/api/me").status()).isEqualTo(401);
    }

    private Answer signUp(String username, String displayName, String password) {
        return signUp("", username, displayName, password);
    }

    private Answer signUp(String from, String username, String displayName, String password) {
        return signUp(web, from, username, displayName, password);
    }

    private static Answer signUp(WebClient visitor, String from, String username, String displayName, String password) {
        Answer page = visitor.get("/sign-up");
        return visitor.submit(
                "/sign-up",
                "sign-up",
                "sign-up",
                "from",
                from,
                "username",
                username,
                "displayName",
                displayName,
                "password",
                password,
                "signUp",
                "Sign up",
                "jakarta.faces.ViewState",
                page.viewState());
    }

    private Answer signIn(String from, String password) {
        web = new WebClient(base);
        return submitSignIn(web.get("/sign-in"), from, password);
    }

    private Answer submitSignIn(Answer page, String from, String password) {
        return web.submit(
                "/sign-in",
                "sign-in",
                "sign-in",
                "from",
                from,
                "username",
                anna,
                "password",
                password,
                "signIn",
                "Sign in",
                "jakarta.faces.ViewState",
                page.viewState());
    }

    private Answer saveName(String displayName) {
        Answer page = web.get("/settings");
        return web.submit(
                "/settings",
                "name",
                "name",
                "displayName",
                displayName,
                "saveDisplayName",
                "Save",
                "jakarta.faces.ViewState",
                page.viewState());
    }

    private Answer changePassword(String current, String wanted) {
        Answer page = web.get("/settings");
        return web.submit(
                "/settings",
                "password",
                "password",
                "currentPassword",
                current,
                "newPassword",
                wanted,
                "changePassword",
                "Change password",
                "jakarta.faces.ViewState",
                page.viewState());
    }

    /** {@return the page that a browser with cookies reaches after a sign-in} */
    private String targetOf(Answer signedIn) {
        assertThat(pathOf(signedIn)).startsWith("/sign-in?signedIn=true");
        return pathOf(web.get(pathOf(signedIn)));
    }

    /** {@return the path and query of a redirect, which must stay on this server} */
    private String pathOf(Answer redirect) {
        assertThat(redirect.status()).isBetween(300, 399);
        URI location = base.resolve(redirect.header("Location"));
        assertThat(location.getAuthority()).isEqualTo(base.getAuthority());
        return location.toString().substring(web.origin().length());
    }

    private static String textOf(Answer page, String id) {
        int element = page.body().indexOf("id=\"" + id + "\"");
        assertThat(element).as("%s in\n%s", id, page.body()).isPositive();
        int start = page.body().indexOf('>', element) + 1;
        return page.body().substring(start, page.body().indexOf('<', start));
    }
}
