package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/**
 * Unsent messages in the browser after the server was restored from a backup or set up anew. The ids stored with such a message
 * may then belong to other accounts or messages.
 */
@InBrowser
class RestoredE2E {
    private static final String SAID = "Not sent. The server was restored or set up anew after this was written";

    private static final String MEANT_FOR_ANOTHER =
            "record => ({ ...record, person: { ...record.person, username: 'another' } })";

    @Test
    void aMessageForAnotherAccountWithTheSameIdIsNotSent(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.sendOffline("for another");
            BrowserStoreContents.changeUnsentMessages(anna, MEANT_FOR_ANOTHER);
            anna.page().navigate("about:blank");
        });
        anna.openChat(ben);
        assertThat(anna.bubble("for another")).containsText(SAID);
        assertThat(anna.heading()).hasText("Ben Okafor");
        anna.send("for Ben");
        ben.openChat(anna).sees("for Ben");
    }

    @Test
    void aReplyToAMessageOfAnotherHistoryIsNotSent(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben).send("before");
        assertThat(anna.bubble("before").locator(".message__state")).hasText("Sent");
        anna.act("before", "Reply");
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.sendOffline("an answer");
            anna.page().navigate("about:blank");
        });
        anna.page().routeWebSocket(Pattern.compile(".*/ws"), page -> page.connectToServer()
                .onMessage(
                        frame -> page.send(frame.text().replaceAll("\"epoch\":\"[^\"]+\"", "\"epoch\":\"another\""))));
        anna.openChat(ben);
        assertThat(anna.bubble("an answer")).containsText(SAID);
        anna.send("no answer");
        ben.openChat(anna).sees("before", "no answer");
    }
}
