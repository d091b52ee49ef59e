package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.InBrowser.Production;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Crashes of the server and network faults: Anna connects through a faulty proxy, Ben directly. */
@InBrowser
class ConnectionE2E {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    private static final Pattern LAST_SEEN = Pattern.compile("^\\s*last seen .+");
    private static final LocatorAssertions.HasTextOptions KNOWN =
            new LocatorAssertions.HasTextOptions().setTimeout(30_000);

    /** Records each presence state that the page shows for an account. */
    private static final String RECORD_PRESENCE = "id => { window.presences = [];"
            + " const row = document.querySelector(`.person[data-account-id='${id}']`);"
            + " const recordPresence = () => presences.push(row.querySelector('.person__presence')?.textContent.trim() ?? '');"
            + " new MutationObserver(recordPresence).observe(row, {subtree: true, childList: true, attributes: true}); }";

    @Test
    void pagesReconnectAfterTheServerWasKilled(@Production ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor cleo = visitors.member(site, "Cleo Ünal").openDashboard();
        cleo.context().close(); // Cleo is offline now
        anna.openChat(ben);
        ben.openChat(anna);
        anna.send("before");
        assertThat(ben.bubble("before")).isVisible();
        Locator presenceOfCleo = anna.row(cleo).locator(".person__presence");
        assertThat(presenceOfCleo).hasText(LAST_SEEN, KNOWN); // the last-seen time must be stored before the kill
        site.kill();
        assertThat(anna.row(cleo).locator(".avatar")).hasAttribute("data-presence", "unknown");
        anna.page().evaluate(RECORD_PRESENCE, String.valueOf(cleo.id()));
        anna.send("between");
        assertThat(state(anna, "between")).containsText("Waiting for the connection…");
        site.restart();
        assertThat(ben.bubble("between")).isVisible(SOON);
        ben.awaitConnected().send("after");
        assertThat(anna.bubble("after")).isVisible(SOON);
        anna.sees("before", "between", "after");
        ben.sees("before", "between", "after");
        ben.page().reload();
        ben.sees("before", "between", "after");
        assertThat(presenceOfCleo).hasText(LAST_SEEN, KNOWN);
        assertThat((List<?>) anna.page().evaluate("presences"))
                .as("presence shown before the server knows it")
                .allMatch(texts ->
                        "".equals(texts) || LAST_SEEN.matcher((String) texts).matches());
    }

    @Test
    void messagesWrittenOfflineAreSentOnceAndInOrder(@Production ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        ben.openChat(anna);
        anna.send("one");
        assertThat(ben.bubble("one")).isVisible();

        Instant gone = Instant.now();
        anna.context().setOffline(true);
        site.proxy().setFault(Fault.DISCONNECT);
        anna.send("two");
        anna.send("three");
        ben.send("meanwhile");
        assertThat(banner(anna)).hasText("You are offline. Your messages are sent as soon as the network is back.");
        assertThat(Duration.between(gone, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
        assertThat(state(anna, "two"))
                .containsText("Waiting for the connection…"); // so it was not sent before the disconnect

        site.proxy().setFault(Fault.NONE);
        anna.context().setOffline(false);
        assertThat(ben.bubble("three")).isVisible(SOON);
        assertThat(anna.bubble("meanwhile")).isVisible();
        assertThat(banner(anna)).isEmpty();
        anna.sees("one", "meanwhile", "two", "three");
        ben.sees("one", "meanwhile", "two", "three");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        anna.page().reload();
        anna.sees("one", "meanwhile", "two", "three");
    }

    @Test
    void aShortDisconnectIsNotShown(@Production ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        anna.page()
                .evaluate(
                        "() => { window.texts = []; new MutationObserver(() => texts.push(document.querySelector('#connection')"
                                + ".textContent)).observe(document.querySelector('#connection'), {childList: true}); }");
        site.proxy().setFault(Fault.DISCONNECT);
        site.proxy().setFault(Fault.NONE);
        anna.page().waitForFunction("() => debugChat.getStatus().counts.connections === 2");
        anna.send("here again");
        ben.openChat(anna);
        ben.sees("here again");
        assertThat(anna.page().evaluate("texts.length")).isEqualTo(0);
    }

    @Test
    void aHalfOpenConnectionIsDetectedAndClosed(@Production ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        ben.openChat(anna);
        site.proxy().setFault(Fault.DROP_ALL);
        anna.send("into the void");
        ben.send("are you there?");
        assertThat(connection(anna)).not().hasAttribute("data-state", "open");
        site.proxy().setFault(Fault.DISCONNECT); // closes the connections whose bytes were dropped
        site.proxy().setFault(Fault.NONE);
        assertThat(ben.bubble("into the void")).isVisible(SOON);
        anna.sees("are you there?", "into the void");
        ben.sees("are you there?", "into the void");
    }

    @Test
    void anOfflineEventIsShownUnlessTheServerStillAnswers(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben);
        site.proxy().setFault(Fault.DROP_ALL);
        anna.context().setOffline(true);
        assertThat(connection(anna)).hasText("Offline", new LocatorAssertions.HasTextOptions().setTimeout(3_000));
        assertThat(banner(anna)).hasText("You are offline. Your messages are sent as soon as the network is back.");
        anna.send("later");
        site.proxy().setFault(Fault.DISCONNECT);
        site.proxy().setFault(Fault.NONE);
        anna.context().setOffline(false);
        assertThat(ben.bubble("later")).isVisible();
        anna.awaitConnected();
        assertThat(connection(anna)).hasText("Connected");

        // a server on the same machine still answers although the browser reports that it is offline
        assertThat(anna.page()
                        .evaluate("() => { dispatchEvent(new Event('offline'));"
                                + " return document.querySelector('[data-connection]').dataset.state; }"))
                .isNotEqualTo("open");
        ben.send("still here");
        assertThat(connection(anna)).hasAttribute("data-state", "open");
        assertThat(anna.bubble("still here")).isVisible();
    }

    private static Locator banner(Visitor visitor) {
        return visitor.page().locator("#connection");
    }

    private static Locator connection(Visitor visitor) {
        return visitor.page().locator("[data-connection]").first();
    }

    private static Locator state(Visitor visitor, String text) {
        return visitor.bubble(text).locator(".message__state");
    }
}
