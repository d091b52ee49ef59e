package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.chatboard.platform.web.WebFiles;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Unread messages: counts on row and tab, the separator, other devices, reconnects, and marking all as read. */
@InBrowser
class UnreadE2E {
    /** More messages than the two newest pages have. */
    private static final int MESSAGES = 120;

    private static final String SEND = "async count => { for (let i = 1; i <= count; i += 40) await Promise.all("
            + "Array.from({length: Math.min(40, count - i + 1)}, (_, at) => chatApplication.sendMessage(`message ${i + at}`))); }";
    private static final LocatorAssertions.HasAttributeOptions IN_TIME =
            new LocatorAssertions.HasAttributeOptions().setTimeout(20_000);

    @Test
    void aConversationOpensAtItsFirstUnreadMessageAndIsReadOnEveryDevice(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben).send("read by all");
        assertThat(ben.bubble("read by all")).isVisible();
        anna.openDashboard();
        Visitor annasPhone = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        ben.page().evaluate(SEND, MESSAGES);
        for (Visitor device : new Visitor[] {anna, annasPhone}) {
            assertUnread(device, ben, MESSAGES);
        }
        anna.row(ben).click();
        Locator line = anna.page().locator(".unread-separator");
        assertThat(line).isInViewport();
        assertThat(line).hasText("New");
        assertThat(anna.bubble("message 1")).isInViewport();
        assertThat(anna.bubble("read by all"))
                .isInViewport(); // messages that were read before are visible above the separator
        assertThat(anna.bubble("message " + MESSAGES)).not().isInViewport();
        Locator toNewest = anna.page().locator("#to-newest");
        assertThat(toNewest).hasText(Pattern.compile("^\\s*\\d\\d+ new messages\\s*$"));
        assertThat(anna.row(ben)).not().hasAttribute("data-unread", "0");
        ben.send("one more");
        toNewest.click();
        assertThat(anna.bubble("one more")).isInViewport();
        assertThat(toNewest).isHidden();
        for (Visitor device : new Visitor[] {anna, annasPhone}) {
            assertUnread(device, ben, 0);
        }
        anna.page().reload();
        assertThat(anna.bubble("one more")).isInViewport();
        assertThat(line).hasCount(0);
    }

    /** A page of history has only eight long texts, so several must be loaded until the first unread message. */
    @Test
    void aConversationOfLongTextsOpensAtItsFirstUnreadMessage(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        ben.page()
                .evaluate(
                        "count => Promise.all(Array.from({length: count},"
                                + " (_, at) => chatApplication.sendMessage(`long text ${at + 1} ${'\\u{20BB7}'.repeat(3_950)}`)))",
                        60);
        anna.openDashboard().row(ben).click();
        Locator first = anna.page().locator(".unread-separator + .message");
        assertThat(first).containsText("long text 1 ");
        assertThat(first).isInViewport();
        assertThat(anna.page().locator(".message").last()).not().isInViewport();
    }

    @Test
    void allCanBeMarkedAsReadAfterAReconnect(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        Visitor cleo = visitors.member(site, "Cleo Ünal").openChat(anna);
        ben.send("before");
        anna.openDashboard();
        assertUnread(anna, ben, 1);
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.send("while you were away");
            ben.send("and another");
            assertThat(ben.page().locator(".message--pending")).hasCount(0);
            cleo.send("me too");
            assertThat(cleo.page().locator(".message--pending")).hasCount(0);
        });
        anna.goOnline();
        assertThat(anna.row(ben)).hasAttribute("data-unread", "3", IN_TIME);
        assertThat(anna.page()).hasTitle("(4) People · ChatBoard");
        assertThat(anna.page().locator(".toast"))
                .containsText(new String[] {"me too", "2 new messages from Ben Okafor"});
        Visitor annasPhone = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        anna.button("Mark all as read").click();
        assertThat(anna.page().locator(".toast").last()).containsText("Marked as read: 4 messages in 2 conversations.");
        for (Visitor device : new Visitor[] {anna, annasPhone}) {
            assertUnread(device, ben, 0);
            assertThat(device.row(cleo)).hasAttribute("data-unread", "0");
        }
        anna.button("Mark all as read").click();
        assertThat(anna.page().locator(".toast").last()).containsText("There were no unread messages.");
    }

    @Test
    void separatorAndButtonToTheNewestAppearAfterAReconnect(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        ben.page().evaluate(SEND, 40);
        anna.openChat(ben);
        assertThat(anna.page().locator(".day + .unread-separator + .message")).containsText("message 1");
        assertThat(anna.page().locator(".day")).hasCount(1);
        anna.page().locator("#to-newest").click();
        assertThat(anna.bubble("message 40")).isInViewport();
        anna.page().locator("#log").evaluate("log => log.scrollTop = 0");
        assertThat(anna.bubble("message 40")).not().isInViewport();
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.send("while you were away");
            assertThat(ben.page().locator(".message--pending")).hasCount(0);
        });
        anna.goOnline();
        Locator toNewest = anna.page().locator("#to-newest");
        assertThat(toNewest).hasText("1 new message");
        assertThat(anna.bubble("while you were away")).not().isInViewport();
        toNewest.click();
        assertThat(anna.bubble("while you were away")).isInViewport();
        assertThat(toNewest).isHidden();
        anna.openDashboard();
        assertUnread(anna, ben, 0);
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.send("and again");
            assertThat(ben.page().locator(".message--pending")).hasCount(0);
        });
        anna.goOnline();
        assertUnread(anna, ben, 1);
        anna.row(ben).click();
        assertThat(anna.page().locator(".unread-separator")).isInViewport();
        assertThat(anna.page().locator(".unread-separator + .message")).containsText("and again");
    }

    /** Asserts the unread count of one person on the row, in the title and in the icon of the tab. */
    private static void assertUnread(Visitor device, Visitor from, int unread) {
        assertThat(device.row(from)).hasAttribute("data-unread", String.valueOf(unread));
        String start = unread == 0 ? "^" : "^\\(" + unread + "\\) ";
        assertThat(device.page()).hasTitle(Pattern.compile(start + "[^(]+ · ChatBoard$"));
        assertThat(device.page().locator("link[rel='icon']").first())
                .hasAttribute(
                        "href", WebFiles.BASE + (unread == 0 ? "/icons/favicon.svg" : "/icons/favicon-unread.svg"));
    }
}
