package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** A link to a message that is so far up that not all messages in between are loaded. */
@InBrowser
class FarMessageE2E {
    private static final int MESSAGES = 520;

    @Test
    void opensWithWhatWasSaidAroundItAndLeadsBackToTheNewest(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        ben.openChat(anna)
                .page()
                .evaluate(
                        "async count => { for (let i = 1; i <= count; i += 40) await Promise.all("
                                + "Array.from({length: 40}, (_, at) => chatApplication.sendMessage(`message ${i + at}`))); }",
                        MESSAGES);
        Page page = anna.page();
        page.navigate("/chat/" + ben.username() + "#message-50");
        Locator target = anna.bubble("message 50");
        assertThat(target).isFocused();
        assertThat(target).isInViewport();
        assertThat(anna.bubble("message 51")).isInViewport();
        assertThat(anna.bubble("message 300")).hasCount(0);

        ben.send("a new one");
        ben.act("a new one", "Reply"); // shows that it was sent
        ben.composer().press("Escape");
        assertThat(anna.row(ben).locator(".person__last")).hasText("a new one");
        assertThat(anna.bubble("a new one")).hasCount(0);
        assertThat(target).isInViewport();
        site.proxy().during(Fault.DISCONNECT, () -> {});
        anna.goOnline();
        assertThat(target).isInViewport();

        scrollUntil(anna, "message 300");
        anna.button("Newest messages").click();
        assertThat(anna.bubble("a new one")).isInViewport();
        assertThat(anna.bubble("message 50")).hasCount(0);

        page.navigate("/chat/" + ben.username() + "#message-60");
        page.reload();
        assertThat(anna.bubble("message 60")).isInViewport();
        anna.send("an answer");
        assertThat(anna.bubble("an answer")).isInViewport();
        assertThat(anna.bubble("a new one")).isInViewport();
        page.reload(); // the browser's store has the newest page
        assertThat(anna.bubble("message 60")).isInViewport();
        scrollUntil(anna, "an answer");
        assertThat(page.locator(".message").count()).isGreaterThan(MESSAGES - 60);
        ben.send("good bye");
        assertThat(anna.bubble("good bye")).hasCount(1);
    }

    /** Scrolls to the end until a message is loaded: one page comes at a time, and none is asked for while another is under way. */
    private static void scrollUntil(Visitor reader, String text) {
        reader.page()
                .waitForFunction(
                        "text => { const log = document.querySelector('#log'); const texts = [...log.querySelectorAll('.message__text')];"
                                + " const found = texts.some(each => each.textContent.trim() === text);"
                                + " if (!found) { log.scrollTop = log.scrollHeight; } return found; }",
                        text);
    }
}
