package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.WebSocketRoute;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** A stored message whose ack is lost. */
@InBrowser
class LostAckE2E {
    @Test
    void aMessageWithoutItsAckIsRecognizedInTheHistory(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        AtomicInteger sent = new AtomicInteger();
        anna.page().routeWebSocket(Pattern.compile(".*/ws"), page -> {
            WebSocketRoute server = page.connectToServer();
            page.onMessage(frame -> {
                if (!frame.text().contains("\"send\"") || sent.incrementAndGet() == 1) {
                    server.send(frame.text());
                }
            });
            server.onMessage(frame -> {
                if (!Pattern.matches("\\{\"type\":\"(ack|message)\".*", frame.text())) {
                    page.send(frame.text());
                }
            });
        });
        anna.openChat(ben);
        ben.openChat(anna);
        anna.send("stored");
        ben.sees("stored");
        assertThat(anna.page().locator(".message--pending")).hasCount(1);
        anna.openDashboard();
        anna.row(ben).click();
        anna.sees("stored");
        anna.page().waitForFunction("() => debugChat.getStatus().waiting === 0");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
    }
}
