package org.chatboard.people.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatboard.people.name.NameCorpus;
import org.chatboard.people.name.NameKey;
import org.chatboard.people.name.SearchWords;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Modules;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-up, sign-in, sign-out and the account settings. */
@InBrowser
class AccountPagesE2E {
    private static final String NEW_PASSWORD = "copper-violin-marsh-92";

    @Test
    void signUpShowsEachErrorAtItsFieldAndKeepsTheInput(ProxiedServer site, Visitors visitors) {
        Visitor taken = visitors.member(site, "Anna Schmidt");
        Visitor stranger = visitors.stranger(site);
        Page page = stranger.page();
        page.navigate("/sign-up");
        signUp(stranger, "", "", "");
        assertError(stranger, "Username", "A username needs at least 3 characters.");
        assertError(stranger, "Display name", "Please enter a display name.");
        assertError(stranger, "Password", "A password needs at least 10 characters.");
        assertThat(stranger.field("Username")).isFocused();
        signUp(stranger, "1abc", "x".repeat(65), "a".repeat(129));
        assertError(stranger, "Username", "A username must start with a letter.");
        assertError(stranger, "Display name", "A display name can have at most 64 characters.");
        assertError(stranger, "Password", "A password can have at most 128 characters.");
        assertThat(stranger.field("Username")).hasValue("1abc");
        assertThat(stranger.field("Display name")).hasValue("x".repeat(65));
        assertThat(stranger.field("Password")).hasValue("");
        signUp(stranger, "no spaces", "a\u202Eb", "password123");
        assertError(
                stranger,
                "Username",
                "A username can only contain the letters a to z, digits, dots, underscores and dashes.");
        assertError(
                stranger,
                "Display name",
                "A display name cannot contain control characters or change the writing direction.");
        signUp(stranger, Visitors.newUsername(), "Anna again", "password123");
        assertError(
                stranger, "Password", "This password is too easy to guess. Several unrelated words make a good one.");
        signUp(stranger, taken.username().toUpperCase(Locale.ROOT), "Anna again", Visitor.PASSWORD);
        assertError(stranger, "Username", "This username is taken. Please choose another.");
        assertThat(stranger.field("Display name")).hasAttribute("aria-invalid", "false");
        signUp(stranger, Visitors.newUsername(), "Anna again", Visitor.PASSWORD);
        assertThat(page).hasURL(site.url() + "/dashboard");
    }

    @Test
    void aFieldInUseKeepsTheFocus(ProxiedServer site, Visitors visitors) {
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate("/sign-up");
        stranger.page().addInitScript("""
                new MutationObserver((changes, observer) => {
                    const quick = [...document.querySelectorAll('input')].find(({id}) => id.endsWith('displayName'));
                    if (quick !== undefined) {
                        observer.disconnect();
                        quick.focus();
                    }
                }).observe(document, {childList: true, subtree: true});""");
        signUp(stranger, "1abc", "Anna", Visitor.PASSWORD);
        assertError(stranger, "Username", "A username must start with a letter.");
        assertThat(stranger.field("Display name")).isFocused();
    }

    private static void signUp(Visitor stranger, String username, String displayName, String password) {
        stranger.field("Username").fill(username);
        stranger.field("Display name").fill(displayName);
        stranger.field("Password").fill(password);
        submit(stranger, "Sign up");
    }

    private static void assertError(Visitor visitor, String label, String sentence) {
        Locator field = visitor.field(label);
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field)
                .hasAccessibleDescription(
                        Pattern.compile(Pattern.quote(sentence).replaceAll("\\\\[QE]", "")));
    }

    @Test
    void wrongPasswordsGetOneErrorAndThenAWait(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor guesser = visitors.stranger(site);
        guesser.page().navigate("/sign-in");
        signIn(guesser, "u-nobody-has-this", "a guess or two");
        assertThat(guesser.page().getByText("The username or the password is wrong."))
                .isVisible();
        for (int guess = 1; guess <= 5; guess++) {
            signIn(guesser, anna.username(), "a guess or two " + guess);
            assertThat(guesser.page().getByText("The username or the password is wrong."))
                    .isVisible();
            assertThat(guesser.field("Username")).hasValue(anna.username());
            assertThat(guesser.field("Password")).hasValue("");
        }
        signIn(guesser, anna.username(), Visitor.PASSWORD);
        Locator wait = guesser.page().getByText("There were too many failed attempts.");
        assertThat(wait.or(guesser.heading().filter(new Locator.FilterOptions().setHasText("People"))))
                .isVisible();
        if (wait.isVisible()) { // the first wait is 1 s, which may be over on a slow machine
            guesser.page().waitForCondition(() -> {
                signIn(guesser, anna.username(), Visitor.PASSWORD);
                return guesser.heading().textContent().equals("People");
            });
        }
        assertThat(guesser.page()).hasURL(site.url() + "/dashboard");
    }

    private static void signIn(Visitor stranger, String username, String password) {
        stranger.field("Username").fill(username);
        stranger.field("Password").fill(password);
        submit(stranger, "Sign in");
    }

    /** Presses a button and waits for the response page, which may have the same URL. */
    private static void submit(Visitor visitor, String button) {
        AtomicBoolean loaded = new AtomicBoolean();
        Consumer<Page> load = page -> loaded.set(true);
        visitor.page().onLoad(load);
        visitor.button(button).click();
        visitor.page().waitForCondition(loaded::get);
        visitor.page().offLoad(load);
    }

    @Test
    void signingOutInvalidatesTheCookie(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        List<Cookie> cookies = anna.context().cookies();
        anna.button("Sign out").click();
        assertThat(anna.page().getByText("You are signed out.")).isVisible();
        anna.page().goBack();
        assertThat(anna.heading()).hasText("Sign in");
        anna.context()
                .addCookies(cookies.stream()
                        .map(cookie -> new Cookie(cookie.name, cookie.value).setUrl(site.url()))
                        .toList());
        anna.page().navigate("/dashboard");
        assertThat(anna.heading()).hasText("Sign in");
    }

    @Test
    void aNewPasswordEndsAllOtherSignIns(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor annaElsewhere = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        anna.page().navigate("/settings");
        changePassword(anna, "not my password", NEW_PASSWORD);
        assertError(anna, "Current password", "This is not your current password.");
        changePassword(anna, Visitor.PASSWORD, "short");
        assertError(anna, "New password", "A password needs at least 10 characters.");
        changePassword(anna, Visitor.PASSWORD, NEW_PASSWORD);
        assertThat(anna.page().getByText("Your password has been changed. You were signed out everywhere else."))
                .isVisible();
        annaElsewhere.page().waitForURL("**/sign-in?**");
        anna.openDashboard();
        signIn(annaElsewhere, anna.username(), Visitor.PASSWORD);
        assertThat(annaElsewhere.page().getByText("The username or the password is wrong."))
                .isVisible();
        signIn(annaElsewhere, anna.username(), NEW_PASSWORD);
        assertThat(annaElsewhere.heading()).hasText("People");
    }

    private static void changePassword(Visitor visitor, String current, String wanted) {
        visitor.field("Current password").fill(current);
        visitor.field("New password").fill(wanted);
        submit(visitor, "Change password");
    }

    @Test
    void aNewDisplayNameIsSeenByOthersAtOnce(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.page().navigate("/settings");
        assertThat(anna.field("Display name")).hasValue("Anna Schmidt");
        anna.field("Display name").fill("");
        anna.page().locator("#saveDisplayName").click();
        assertError(anna, "Display name", "Please enter a display name.");
        anna.field("Display name").fill("Anna S.");
        anna.page().locator("#saveDisplayName").click();
        assertThat(anna.page().getByText("Your display name has been changed.")).isVisible();
        assertThat(ben.heading()).hasText("Anna S.");
        assertThat(ben.row(anna).locator(".person__name")).hasText("Anna S.");
    }

    @Test
    void signInOpensTheRequestedPage(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate("/chat/" + ben.username());
        assertThat(stranger.page()).hasURL(Pattern.compile("/sign-in\\?from="));
        signIn(stranger, anna.username(), "not the password");
        signIn(stranger, anna.username(), Visitor.PASSWORD);
        assertThat(stranger.page()).hasURL(site.url() + "/chat/" + ben.username());
    }

    @Test
    void signInOpensTheRequestedMessage(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        String wanted = "/chat/" + ben.username() + "#message-3";
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate(wanted);
        stranger.link("Sign up").click();
        assertThat(stranger.heading()).hasText("Sign up");
        signUp(stranger, "1abc", "Anna", Visitor.PASSWORD);
        String anna = Visitors.newUsername();
        signUp(stranger, anna, "Anna", Visitor.PASSWORD);
        assertThat(stranger.page()).hasURL(site.url() + wanted);
        Visitor again = visitors.stranger(site);
        again.page().navigate(wanted);
        again.button("Deutsch").click();
        again.button("English").click();
        signIn(again, anna, "not the password");
        signIn(again, anna, Visitor.PASSWORD);
        assertThat(again.page()).hasURL(site.url() + wanted);
    }

    @Test
    void pageAndServerFindTheSamePeople(ProxiedServer site, Visitors visitors) {
        Page page = visitors.stranger(site).page();
        page.navigate("/sign-in");
        Object folded = page.evaluate(Modules.served("""
                async people => {
                    const { foldedName, isFound, queryWords } = await import("/resources/js/people/name-search.js");
                    return JSON.parse(people).map(({ name, username = "nobody", found = [], notFound = [] }) => {
                        const person = { displayName: name, username };
                        const finds = query => isFound(person, queryWords(query));
                        const wrong = [...found.filter(query => !finds(query)), ...notFound.filter(finds)];
                        const { key, words } = foldedName(person);
                        return [key, ...words, "", ...found.map(query => queryWords(query).join(" ")), ...wrong].join("|");
                    });
                }"""), NameCorpus.text());
        List<String> asTheServer = NameCorpus.all()
                .map(person -> Stream.of(
                                Stream.of(NameKey.of(person.name())),
                                SearchWords.of(person.name(), person.username()).stream(),
                                Stream.of(""),
                                person.found().stream().map(query -> String.join(" ", SearchWords.ofQuery(query))))
                        .flatMap(texts -> texts)
                        .collect(Collectors.joining("|")))
                .toList();
        assertThat((List<?>) folded).isEqualTo(asTheServer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "javascript:alert(1)",
                "/%0d%0aLocation:https://evil.example",
                "http:evil.example"
            })
    void neverRedirectsToAnotherSite(String from, ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate("/sign-in?from=" + URLEncoder.encode(from, StandardCharsets.UTF_8));
        signIn(stranger, anna.username(), Visitor.PASSWORD);
        assertThat(stranger.page().url()).startsWith(site.url() + "/");
        assertThat(stranger.faults()).isEmpty();
    }
}
