package org.chatboard.account;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Board;
import org.chatboard.testing.OnBoard;
import org.chatboard.testing.Web;
import org.junit.jupiter.api.Test;

/** The forms of an account, as a browser without scripts posts them. */
@OnBoard
class AccountPagesIT {
    private static final String PASSWORD = "correct horse battery";
    private static final String SESSION = "JSESSIONID";

    private final URI base;
    private Web web;
    private final String anna = "anna-" + UUID.randomUUID().toString().substring(0, 8);

    AccountPagesIT(Board board) {
        base = URI.create(board.url());
        web = new Web(base);
    }

    @Test
    void signsUpAndIsSignedInByIt() {
        Answer done = signUp(anna, "Änne \uD83D\uDE00", PASSWORD);
        assertThat(done.status()).isEqualTo(302);
        assertThat(done.header("Location")).endsWith("/dashboard");
        assertThat(web.get("/api/me").json().getString("username")).isEqualTo(anna);
        assertThat(web.get("/api/me").json().getString("displayName")).isEqualTo("Änne \uD83D\uDE00");
    }

    @Test
    void showsEachSentenceAtItsFieldAndKeepsWhatWasTyped() {
        Answer refused = signUp("9<b>", "An\u202Ena", "a1b2c3\"");
        assertThat(refused.status()).isEqualTo(200);
        assertThat(textOf(refused, "username-error"))
                .isEqualTo("A username is made of the letters a to z, digits, dots, underscores and hyphens.");
        assertThat(textOf(refused, "displayName-error")).startsWith("A display name cannot hold control characters");
        assertThat(textOf(refused, "password-error")).isEqualTo("A password has at least 10 characters.");
        assertThat(refused.body()).contains("value=\"9&lt;b&gt;\"").doesNotContain("a1b2c3");
    }

    @Test
    void saysThatAUsernameIsTaken() {
        signUp(anna, "Anna", PASSWORD);
        Answer taken = new Web(base).submit("/sign-up"); // no view state: nothing happens
        assertThat(taken.setCookies()).noneMatch(cookie -> cookie.startsWith(SignInCookie.NAME));
        web = new Web(base);
        assertThat(textOf(signUp(anna, "Another", PASSWORD), "username-error")).contains("taken");
    }

    @Test
    void leadsBackToTheLocalPageThatWasAskedFor() {
        signUp(anna, "Anna", PASSWORD);
        assertThat(signIn("/chat/bert?x=1", PASSWORD).header("Location")).endsWith("/chat/bert?x=1");
        Stream.of("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "")
                .forEach(from -> {
                    String location = signIn(from, PASSWORD).header("Location");
                    assertThat(URI.create(location).getPath()).as(from).isEqualTo("/dashboard");
                    assertThat(location).as(from).doesNotContain("evil");
                });
    }

    @Test
    void keepsTheUsernameWhereThePasswordIsWrong() {
        signUp(anna, "Anna", PASSWORD);
        Answer refused = signIn("/dashboard", "wrong horse battery");
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.body())
                .contains("Username or password is not right.", "value=\"" + anna + "\"")
                .doesNotContain("wrong horse");
        assertThat(web.cookie(SignInCookie.NAME)).isNull();
    }

    @Test
    void beginsNoHttpSessionForAVisitor() {
        for (String path : new String[] {"/sign-in", "/sign-in?from=/chat/bert", "/sign-up"}) {
            assertThat(new Web(base).get(path).setCookies()).as(path).isEmpty();
        }
        assertThat(signUp("9<b>", "Anna", PASSWORD).setCookies()).isEmpty();
        assertThat(signIn("", "wrong horse battery").setCookies()).isEmpty();
    }

    @Test
    void givesTheHttpSessionANewIdAtSignIn() {
        signUp(anna, "Anna", PASSWORD);
        Answer page = web.get("/settings");
        assertThat(page.setCookies()).hasSize(1).allMatch(cookie -> cookie.startsWith(SESSION));
        assertThat(page.setCookies().get(0)).containsIgnoringCase("; HttpOnly").containsIgnoringCase("; SameSite=Lax");
        String before = web.cookie(SESSION);
        submitSignIn(new Web(base).get("/sign-in"), "", PASSWORD);
        assertThat(web.cookie(SESSION)).isNotNull().isNotEqualTo(before);
    }

    @Test
    void refusesAFormOfAnotherSite() {
        signUp(anna, "Anna", PASSWORD);
        web = new Web(base);
        String body = "sign-in=sign-in&username=%s&password=%s&signIn=&jakarta.faces.ViewState=stateless"
                .formatted(anna, PASSWORD.replace(' ', '+'));
        String form = "application/x-www-form-urlencoded";
        Answer forged =
                web.send("POST", "/sign-in", ofString(body), "Content-Type", form, "Sec-Fetch-Site", "cross-site");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(web.cookie(SignInCookie.NAME)).isNull();
    }

    @Test
    void changesTheDisplayNameForEverybodyAtOnce() {
        signUp(anna, "Anna", PASSWORD);
        web.get("/api/me");
        Answer saved = saveName("  Änne \uD83D\uDE00 ");
        assertThat(saved.status()).isEqualTo(302);
        assertThat(web.get(pathOf(saved)).body()).contains("Your display name is changed.");
        assertThat(web.get("/api/me").json().getString("displayName")).isEqualTo("Änne \uD83D\uDE00");
        assertThat(textOf(saveName("\u200B"), "displayName-error")).contains("can be seen");
    }

    @Test
    void endsAllOtherSignInsWithAChangeOfPassword() {
        signUp(anna, "Anna", PASSWORD);
        String former = web.cookie(SignInCookie.NAME);
        Web phone = new Web(base);
        phone.post("/api/session", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(anna, PASSWORD));
        assertThat(phone.get("/api/me").status()).isEqualTo(200);

        Answer changed = changePassword(PASSWORD, "unrelated words instead");
        assertThat(changed.status()).isEqualTo(302);
        assertThat(web.get(pathOf(changed)).body()).contains("Your password is changed.");
        assertThat(web.get("/api/me").status()).isEqualTo(200);
        assertThat(phone.get("/api/me").status()).isEqualTo(401);
        assertThat(new Web(base)
                        .withCookie(SignInCookie.NAME, former)
                        .get("/api/me")
                        .status())
                .as("this sign-in's former token")
                .isEqualTo(401);
        assertThat(signIn("", PASSWORD).status()).isEqualTo(200);
        assertThat(signIn("", "unrelated words instead").status()).isEqualTo(302);
    }

    @Test
    void changesNoPasswordWithoutTheCurrentOneOrToAWeakOne() {
        signUp(anna, "Anna", PASSWORD);
        assertThat(textOf(changePassword("wrong horse battery", "unrelated words instead"), "currentPassword-error"))
                .isEqualTo("This is not your current password.");
        assertThat(textOf(changePassword(PASSWORD, "1234567890"), "newPassword-error"))
                .contains("too easy to guess");
    }

    @Test
    void signsOutForGood() {
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
        assertThat(new Web(base)
                        .withCookie(SignInCookie.NAME, token)
                        .get("/api/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void takesAFormThatWasOpenWhenTheServerWasStartedAnew() {
        signUp(anna, "Anna", PASSWORD);
        String unknownState = "-4711:42";
        Answer out = web.submit(
                "/settings", "sign-out", "sign-out", "signOut", "Sign out", "jakarta.faces.ViewState", unknownState);
        assertThat(out.header("Location")).endsWith("/sign-in?signedOut=true");
        assertThat(web.get("/api/me").status()).isEqualTo(401);
    }

    private Answer signUp(String username, String displayName, String password) {
        Answer page = web.get("/sign-up");
        return web.submit(
                "/sign-up",
                "sign-up",
                "sign-up",
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
        web = new Web(base);
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

    private static String pathOf(Answer redirect) {
        URI location = URI.create(redirect.header("Location"));
        return location.getRawPath() + "?" + location.getRawQuery();
    }

    private static String textOf(Answer page, String id) {
        int element = page.body().indexOf("id=\"" + id + "\"");
        assertThat(element).as("%s in\n%s", id, page.body()).isPositive();
        int start = page.body().indexOf('>', element) + 1;
        return page.body().substring(start, page.body().indexOf('<', start));
    }
}
