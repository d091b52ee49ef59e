package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import org.chatboard.testing.FaultyProxy;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Failures of the connection. The conversation page and the test panel say what the cause is. */
@InBrowser
class DiagnosisE2E {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(60_000);

    @Test
    void explainsAStoppedServer(ProxiedServer site, Visitors visitors) {
        Visitor anna = behind(site.proxy(), site, visitors);
        Visitor panel = anna.newTab().openPanel();
        connect(panel);
        assertThat(sentence(panel)).containsText("The connection is open");
        site.proxy().during(Fault.DISCONNECT, () -> {
            assertThat(banner(anna)).containsText("The server does not answer", SOON);
            assertThat(sentence(panel)).containsText("The server does not answer", SOON);
            assertThat(panel.page().locator("#fact-close")).containsText("1006");
        });
        anna.goOnline();
        assertThat(sentence(panel)).containsText("The connection is open", SOON);
    }

    @Test
    void explainsAnEndedSession(ProxiedServer site, Visitors visitors) {
        Visitor anna = behind(site.proxy(), site, visitors);
        Visitor panel = anna.newTab().openPanel();
        connect(panel);
        assertThat(sentence(panel)).containsText("The connection is open");
        anna.context().request().delete("/api/session");
        assertThat(sentence(panel)).containsText("Your session has ended");
        assertThat(panel.page().locator("#fact-close")).containsText("4501");
        assertThat(panel.link("Sign in again")).isVisible();
        anna.page().waitForURL("**/sign-in?**");
        assertThat(anna.page().getByText("Your session has ended.")).isVisible();
    }

    @Test
    void explainsASessionThatEndedWhileDisconnected(ProxiedServer site, Visitors visitors) {
        Visitor anna = behind(site.proxy(), site, visitors);
        anna.awaitConnected();
        site.proxy().during(Fault.DISCONNECT, () -> anna.context().clearCookies());
        anna.page().waitForURL("**/sign-in?**", new Page.WaitForURLOptions().setTimeout(60_000));
        assertThat(anna.page().getByText("Your session has ended.")).isVisible();
    }

    @Test
    void explainsARejectedOrigin(ProxiedServer site, Visitors visitors) {
        try (FaultyProxy elsewhere = FaultyProxy.start(site.port())) {
            Visitor anna = behind(elsewhere, site, visitors);
            Visitor panel = anna.newTab().openPanel();
            connect(panel);
            String expected = "Origin not allowed: the server does not accept connections from " + elsewhere.url();
            assertThat(banner(anna)).containsText(expected, SOON);
            assertThat(sentence(panel)).containsText(expected, SOON);
        }
    }

    @Test
    void explainsAProxyThatDropsTheUpgrade(ProxiedServer site, Visitors visitors) {
        site.proxy().during(Fault.STRIP_UPGRADES, () -> {
            Visitor anna = behind(site.proxy(), site, visitors);
            Visitor panel = anna.newTab().openPanel();
            connect(panel);
            String expected = "a proxy between you and the server does not pass on the upgrade at /ws";
            assertThat(banner(anna)).containsText(expected, SOON);
            assertThat(sentence(panel)).containsText(expected, SOON);
        });
    }

    @Test
    void explainsAnUnansweredUpgrade(ProxiedServer site, Visitors visitors) {
        site.proxy().during(Fault.SWALLOW_UPGRADES, () -> {
            Visitor anna = behind(site.proxy(), site, visitors);
            Visitor panel = anna.newTab().openPanel();
            connect(panel);
            assertThat(panel.page().locator("#state-clock")).containsText("CONNECTING for");
            assertThat(panel.page().locator("#fact-ready")).hasText("CONNECTING");
            String expected = "Stuck in CONNECTING: still no answer after 15 seconds";
            assertThat(banner(anna)).containsText(expected, SOON);
            assertThat(sentence(panel)).containsText(expected, SOON);
        });
    }

    @Test
    void explainsAnUnknownReceiver(ProxiedServer site, Visitors visitors) {
        Visitor panel = visitors.member(site, "Anna Schmidt").openPanel();
        panel.page().getByText("One conversation, simple messages").click();
        panel.field("Recipient's account number").fill("9999999999");
        connect(panel);
        assertThat(panel.page().getByRole(AriaRole.ALERT)).containsText("Receiver not found");
        assertThat(sentence(panel)).containsText("This conversation does not exist, or you are not part of it.");
        assertThat(panel.page().locator("#fact-close")).containsText("4503");
        panel.page().navigate("/chat/nobody-of-this-name");
        assertThat(panel.heading()).hasText("Receiver not found");
    }

    /** {@return Anna, who loads her conversation with Ben through a proxy; the socket of her page may fail to open} */
    private static Visitor behind(FaultyProxy proxy, ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(proxy.url(), Visitors.window(), "Anna Schmidt");
        anna.page().navigate("/chat/" + ben.username());
        return anna;
    }

    private static void connect(Visitor panel) {
        panel.button("Connect").click();
    }

    private static Locator banner(Visitor visitor) {
        return visitor.page().locator("#connection");
    }

    private static Locator sentence(Visitor panel) {
        return panel.page().locator("#state-sentence");
    }
}
