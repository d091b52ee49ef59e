package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Map;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.InBrowser.Production;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Messages in the browser's console for developers and in the server log for operators. */
@InBrowser
class ConsoleE2E {
    @Test
    void theConsoleLogsTheStepsOfAMessage(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        anna.send("hello console");
        assertThat(anna.bubble("hello console").locator(".message__state")).hasText("Sent");
        anna.page().waitForCondition(() -> anna.console().contains("Message sent successfully to server"));
        List<String> lines = anna.console();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).startsWith("Chat Configuration: ").contains(anna.username());
        assertThat(lines.get(1)).isEqualTo("Event listeners setup complete");
        assertThat(lines.get(2)).isEqualTo("WebSocket OPEN - Connection successful!");
        assertThat(lines.get(3)).isEqualTo("SendMessage called");
        assertThat(lines.get(4)).matches("Sending payload: \\{.*\"message\":\"hello console\".*}");
        assertThat(lines.get(5)).isEqualTo("Message sent successfully to server");
        anna.page().waitForCondition(() -> site.log().stream()
                .anyMatch(line -> line.contains("Message broadcasted to room: ")));
        assertThat(site.log())
                .anyMatch(line -> line.contains("WebSocket connecting: User=" + anna.username()))
                .anyMatch(line -> line.contains("WebSocket connection accepted"))
                .anyMatch(line -> line.matches(".*WebSocket message received: .*"))
                .anyMatch(line -> line.matches(".*Message saved to DB: ID=\\d+.*"))
                .noneMatch(line -> line.contains("hello console"));
    }

    @Test
    void theHelpersWorkAndTheReportHasNoSecrets(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        assertThat(anna.page().evaluate("chatApplication.socket instanceof WebSocket"))
                .isEqualTo(true);
        assertThat(anna.page().evaluate("chatApplication.socket.readyState")).isEqualTo(1);
        Map<?, ?> ack = (Map<?, ?>) anna.page().evaluate("debugChat.testMessage('a quiet test')");
        assertThat(ack.containsKey("cid")).isTrue();
        anna.sees("a quiet test");
        Map<?, ?> status = (Map<?, ?>) anna.page().evaluate("debugChat.getStatus()");
        assertThat(status.get("state")).isEqualTo("open");
        assertThat(status.get("readyState")).isEqualTo("OPEN");
        String report = (String) anna.page().evaluate("debugChat.report()");
        assertThat(report)
                .contains("Version: ", "Socket: open, OPEN", "/ws", "Clock: server ", "Last closes:", "Last errors:")
                .doesNotContain("a quiet test");
        for (Cookie cookie : anna.context().cookies()) {
            assertThat(report).doesNotContain(cookie.value);
        }
    }

    @Test
    void inProductionTheConsoleIsSilentUntilItIsAsked(@Production ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        anna.send("one");
        assertThat(anna.bubble("one").locator(".message__state")).hasText("Sent");
        assertThat(anna.console()).isEmpty();
        anna.page().evaluate("debugChat.verbose(true)");
        anna.send("two");
        assertThat(anna.bubble("two").locator(".message__state")).hasText("Sent");
        anna.page().waitForCondition(() -> anna.console().contains("Message sent successfully to server"));
        assertThat(anna.console().get(0)).isEqualTo("SendMessage called");
        assertThat(site.log())
                .anyMatch(line -> line.contains("WebSocket connecting: User=" + anna.username()))
                .noneMatch(line -> line.contains("Message saved to DB"));
    }
}
