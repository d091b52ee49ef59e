package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/**
 * Runs axe-core on every page in both colour schemes and at both widths. {@code FirstStartE2E} checks the empty
 * dashboard.
 */
@InBrowser
class AccessibilityE2E {
    @Test
    void pagesForStrangers(ProxiedServer site, Visitors visitors) {
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate("/sign-in?signedOut=true");
        PageChecks.assertAccessible(stranger.page());
        stranger.field("Username").fill("u-nobody-has-this-either");
        stranger.field("Password").fill("a guess or two");
        stranger.button("Sign in").click();
        assertThat(stranger.page().getByText("The username or the password is wrong."))
                .isVisible();
        PageChecks.assertAccessible(stranger.page());
        stranger.page().navigate("/sign-up");
        PageChecks.assertAccessible(stranger.page());
        stranger.button("Sign up").click();
        assertThat(stranger.field("Username")).hasAttribute("aria-invalid", "true");
        PageChecks.assertAccessible(stranger.page());
        stranger.page().navigate("/there/is/nothing/here");
        assertThat(stranger.heading()).hasText("Page not found");
        PageChecks.assertAccessible(stranger.page());
    }

    @Test
    void theBoard(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        assertThat(anna.page().getByText("No messages yet")).isVisible();
        PageChecks.assertAccessible(anna.page());
        anna.send("Have you seen https://example.org/ ?");
        ben.openChat(anna);
        ben.send("Not yet");
        ben.send("\uD83D\uDE00");
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.send("written offline");
            assertThat(anna.page().locator("#connection")).not().isEmpty();
            PageChecks.assertAccessible(anna.page());
        });
        anna.goOnline();
        assertThat(anna.bubble("written offline").locator(".message__state")).hasText("Read");
        ben.openDashboard();
        PageChecks.assertAccessible(ben.page());
        for (String missing : List.of("/chat/nobody-of-this-name", "/room/0")) {
            ben.page().navigate(missing);
            PageChecks.assertAccessible(ben.page());
        }
    }

    @Test
    void settingsAndTheTestPanel(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.page().navigate("/settings");
        PageChecks.assertAccessible(anna.page());
        anna.button("Change password").click();
        assertThat(anna.field("New password")).hasAttribute("aria-invalid", "true");
        PageChecks.assertAccessible(anna.page());
        anna.openPanel();
        PageChecks.assertAccessible(anna.page());
        anna.button("Connect").click();
        assertThat(anna.page().locator("#state-sentence")).containsText("The connection is open");
        anna.field("Frame").fill("{broken");
        anna.button("Send frame").click();
        assertThat(anna.page().locator(".frame--error")).isVisible();
        anna.button("Copy report").click();
        PageChecks.assertAccessible(anna.page());
    }
}
