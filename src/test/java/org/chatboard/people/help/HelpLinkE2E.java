package org.chatboard.people.help;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** An administrator helps somebody who has forgotten the password. */
@InBrowser
class HelpLinkE2E {
    private static final String LONG_NAME = "Hubert-Blaine-Wolfeschlegelsteinhausenbergerdorff-Schmidt-Okafor";
    private static final String NEW_PASSWORD = "copper-violin-marsh-92";

    @Test
    void helpsSomebodyWhoHasForgottenThePassword(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, LONG_NAME).openDashboard();
        Visitor admin = visitors.administrator(site);
        String link = makeLink(admin, ben);
        PageChecks.show(admin.page(), ColorScheme.LIGHT, 390);
        assertThat(admin.horizontalOverflow()).isZero();
        PageChecks.assertAccessible(admin.page());

        Visitor elsewhere = visitors.stranger(site);
        List<String> sent = new ArrayList<>();
        elsewhere
                .page()
                .onRequest(request -> sent.add(String.valueOf(request.headers().get("referer"))));
        elsewhere.page().navigate(link);
        assertThat(elsewhere.page()).hasURL(site.url() + "/new-password");
        assertThat(elsewhere.page().getByText("@" + ben.username())).isVisible();
        assertThat(elsewhere.field("New password")).isFocused();
        PageChecks.assertAccessible(elsewhere.page());
        setPassword(elsewhere, "password123");
        assertThat(elsewhere.field("New password")).hasAttribute("aria-invalid", "true");
        setPassword(elsewhere, NEW_PASSWORD);
        assertThat(elsewhere.page()).hasURL(site.url() + "/dashboard");
        ben.page().waitForURL("**/sign-in?**");
        assertThat(sent).isNotEmpty().noneMatch(referer -> referer.contains(link.substring(link.lastIndexOf('/') + 1)));

        Visitor late = visitors.stranger(site);
        late.page().navigate(link);
        assertThat(late.heading()).hasText("This help link is not valid");
        PageChecks.assertAccessible(late.page());
        admin.page().reload();
        assertThat(admin.page().locator("#audit"))
                .containsText(admin.username() + " made a help link for " + ben.username() + ".");
        assertThat(admin.page().locator("#audit")).containsText(ben.username() + " set a new password by a help link.");
    }

    @Test
    void tellsThePersonAtTheNextSignIn(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        String link = makeLink(visitors.administrator(site), ben);
        Visitor byLink = visitors.stranger(site);
        byLink.page().navigate(link);
        setPassword(byLink, NEW_PASSWORD);
        assertThat(byLink.page()).hasURL(site.url() + "/dashboard");
        byLink.awaitConnected();
        assertThat(notice(byLink)).hasCount(0);

        Visitor later = visitors.stranger(site);
        later.page().navigate("/sign-in");
        later.field("Username").fill(ben.username());
        later.field("Password").fill(NEW_PASSWORD);
        later.button("Sign in").click();
        assertThat(notice(later)).containsText("Your password was set anew by a help link that Rosa Lind made on");
        later.awaitConnected();
        PageChecks.assertAccessible(later.page());
        later.page().navigate("/settings");
        assertThat(notice(later)).isVisible();
        PageChecks.assertAccessible(later.page());
        later.button("Got it").click();
        assertThat(notice(later)).hasCount(0);
        assertThat(later.page()).hasURL(site.url() + "/settings");
        later.openDashboard();
        assertThat(notice(later)).hasCount(0);
        Visitor elsewhere = visitors.stranger(site);
        elsewhere.page().navigate("/sign-in");
        elsewhere.field("Username").fill(ben.username());
        elsewhere.field("Password").fill(NEW_PASSWORD);
        elsewhere.button("Sign in").click();
        assertThat(notice(elsewhere)).isVisible();
    }

    @Test
    void helpsAGuest(ProxiedServer site, Visitors visitors) {
        Visitor admin = visitors.administrator(site);
        Visitor owner = visitors.member(site, "Olga Owner").openDashboard();
        String join = (String) owner.page()
                .evaluate("async () => { const post = async (path, body) => (await fetch(path, { method: 'POST',"
                        + " headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();"
                        + " const { room } = await post('/api/rooms', { kind: 'PRIVATE', name: 'Guests' });"
                        + " return (await post('/api/invites', { room, guest: true })).link; }");
        Visitor guest = visitors.stranger(site);
        guest.page().navigate(join.replaceFirst("^https?://[^/]+", ""));
        String username = Visitors.newUsername();
        guest.field("Username").fill(username);
        guest.field("Display name").fill(LONG_NAME);
        guest.field("Password").fill(Visitor.PASSWORD);
        guest.button("Sign up").click();
        guest.awaitConnected();

        admin.page().navigate("/admin");
        admin.field("Find the person").fill(username);
        Locator found = admin.page().locator("#help-links li button");
        assertThat(found).hasCount(1);
        assertThat(found).containsText("Guest");
        PageChecks.show(admin.page(), ColorScheme.DARK, 390);
        assertThat(admin.horizontalOverflow()).isZero();
        PageChecks.assertAccessible(admin.page());
        found.click();
        String link = makeLink(admin);
        Visitor elsewhere = visitors.stranger(site);
        elsewhere.page().navigate(link);
        setPassword(elsewhere, NEW_PASSWORD);
        assertThat(elsewhere.page()).hasURL(site.url() + "/dashboard");
    }

    @Test
    void dismissesTheNoticeInAConversation(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor byLink = visitors.stranger(site);
        byLink.page().navigate(makeLink(visitors.administrator(site), ben));
        setPassword(byLink, NEW_PASSWORD);
        assertThat(byLink.page()).hasURL(site.url() + "/dashboard");
        byLink.context().clearCookies();
        byLink.page().navigate("/chat/" + anna.username());
        byLink.field("Username").fill(ben.username());
        byLink.field("Password").fill(NEW_PASSWORD);
        byLink.button("Sign in").click();
        assertThat(notice(byLink)).isVisible();
        byLink.awaitConnected();
        byLink.button("Got it").click();
        assertThat(notice(byLink)).hasCount(0);
        assertThat(byLink.page()).hasURL(site.url() + "/chat/" + anna.username());
    }

    private static String makeLink(Visitor admin, Visitor person) {
        admin.page().navigate("/admin");
        admin.field("Find the person").fill(person.username());
        Locator found = admin.page().locator("#help-links li button");
        assertThat(found).hasCount(1);
        assertThat(found).containsText(person.username());
        found.click();
        return makeLink(admin);
    }

    private static String makeLink(Visitor admin) {
        admin.button("Make a help link").click();
        assertThat(admin.field("Help link")).isVisible(); // the field is in the page before the link has come
        return admin.field("Help link").inputValue();
    }

    private static void setPassword(Visitor visitor, String password) {
        visitor.field("New password").fill(password);
        visitor.button("Set password").click();
    }

    private static Locator notice(Visitor visitor) {
        return visitor.page().locator("#help-notice");
    }
}
