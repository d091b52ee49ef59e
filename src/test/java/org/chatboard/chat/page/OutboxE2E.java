package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.InBrowser.Production;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unsent messages: they survive a reload, a browser restart and a server outage, and are sent exactly once. */
@InBrowser
class OutboxE2E {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
    private static final String WRITTEN_YESTERDAY = "record => ({ ...record, at: record.at - 25 * 3_600_000 })";

    private static final String OPEN_NO_STORE = """
            () => {
                window.holding = true;
                const open = IDBFactory.prototype.open;
                IDBFactory.prototype.open = function (...of) {
                    if (window.holding) {
                        throw new DOMException('Not now.', 'SecurityError');
                    }
                    return open.apply(this, of);
                };
                const transaction = IDBDatabase.prototype.transaction;
                IDBDatabase.prototype.transaction = function (...of) {
                    const made = transaction.apply(this, of);
                    if ([of[0]].flat().includes('drafts')) {
                        made.addEventListener('complete', () => { window.keptAgain = true; });
                    }
                    return made;
                };
            }""";

    @Test
    void messagesWrittenOfflineAreSentAfterABrowserRestart(
            @TempDir Path profile, ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna =
                visitors.withProfile(profile, site.proxy().url()).signUpAs(Visitors.newUsername(), "Anna Schmidt");
        anna.openChat(ben);
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.sendOffline("one", "two", "three");
            anna.page().close();
            anna.close();
        });
        ben.openChat(anna);
        assertThat(ben.page().getByText("No messages yet")).isVisible();
        visitors.withProfile(profile, site.proxy().url()).openDashboard();
        assertThat(ben.bubble("three")).isVisible();
        ben.sees("one", "two", "three");
    }

    @Test
    void messagesWrittenDuringAnOutageAreSentAfterIt(
            @TempDir Path profile, @Production ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor anna = visitors.withProfile(profile, site.url()).signUpAs(Visitors.newUsername(), "Anna Schmidt");
        anna.openChat(ben);
        ben.openChat(anna);
        anna.send("before");
        assertThat(ben.bubble("before")).isVisible();
        site.kill();
        anna.sendOffline("one", "two", "three");
        anna.close();
        site.restart();
        visitors.withProfile(profile, site.url()).openDashboard();
        assertThat(ben.bubble("three")).isVisible(SOON);
        ben.sees("before", "one", "two", "three");
    }

    private static Locator state(Visitor visitor, String text) {
        return visitor.bubble(text).locator(".message__state");
    }

    @Test
    void tabsSendInOrderAndAnotherContinuesAfterOneIsClosed(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        Visitor second = anna.newTab().openChat(ben);
        ben.openChat(anna);
        String five =
                "name => { for (let i = 1; i <= 5; i++) setTimeout(() => chatApplication.sendMessage(name + i), 9 * i); }";
        anna.page().evaluate(five, "first tab ");
        second.page().evaluate(five, "second tab ");
        for (Visitor each : List.of(ben, anna, second)) {
            assertThat(each.texts()).hasCount(10);
            assertThat(each.page().locator(".message--pending")).hasCount(0);
        }
        List<String> order = ben.texts().allTextContents();
        assertThat(order).doesNotHaveDuplicates();
        for (String tab : List.of("first tab ", "second tab ")) {
            assertThat(order.stream().filter(text -> text.startsWith(tab))).isSorted();
        }
        assertThat(second.texts().allTextContents()).isEqualTo(order);
        anna.page().close();
        second.send("alone now");
        assertThat(ben.bubble("alone now")).isVisible();
    }

    @Test
    void aTabReceivesTheMessagesOfAConversationThatAnotherTabStarted(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor second = anna.newTab().openChat(ben);
        second.send("hello");
        ben.openChat(anna).sees("hello");
        second.page().close();
        ben.send("answer");
        assertThat(state(ben, "answer")).hasText("Delivered");
    }

    @Test
    void unsentMessagesOfAClosedTabAreSentByAnother(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        AtomicInteger dropped = dropSends(anna);
        anna.openChat(ben);
        ben.openChat(anna);
        Visitor second = anna.newTab().openChat(ben);
        anna.send("one");
        anna.page().waitForCondition(() -> dropped.get() == 1);
        second.send("two");
        assertThat(anna.bubble("two")).hasClass(Pattern.compile("message--pending"));
        assertThat(second.bubble("one")).hasClass(Pattern.compile("message--pending"));
        assertThat(ben.texts()).hasCount(0);
        anna.page().close();
        ben.sees("one", "two");
        second.sees("one", "two");
        assertThat(second.page().locator(".message--pending")).hasCount(0);
        assertThat(dropped.get()).as("messages in flight, one a conversation").isEqualTo(1);
    }

    @Test
    void messagesThatWereCertainlyNotSentCanBeCancelled(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.sendOffline("regretted", "meant");
            Locator cancel = anna.bubble("regretted").getByText("Cancel");
            cancel.focus();
            anna.page().keyboard().press("Enter");
            assertThat(anna.bubble("regretted")).hasCount(0);
            assertThat(anna.composer()).isFocused();
        });
        anna.goOnline();
        ben.openChat(anna);
        ben.sees("meant");
        anna.page().reload();
        anna.sees("meant");
    }

    /** The browser deletes the site data while the page is open. */
    @Test
    void unsentMessagesSurviveTheDeletionOfSiteData(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        Visitor second = anna.newTab().openChat(ben);
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.sendOffline("first in vain", "second in vain");
            assertThat(second.bubble("second in vain")).isVisible();
            anna.composer().fill("the older draft");
            second.page()
                    .waitForCondition(() -> BrowserStoreContents.records(second).contains("the older draft"));
            second.composer().fill("the newer draft");
            second.page()
                    .waitForCondition(() -> BrowserStoreContents.records(second).contains("the newer draft"));
            BrowserStoreContents.changeUnsentMessages(anna, "record => ({ ...record, stands: 'in the former store' })");
            anna.page().evaluate(OPEN_NO_STORE); // so that this tab stores its messages last
            JsonObject store = new JsonObject();
            store.addProperty("origin", site.proxy().url());
            store.addProperty("storageTypes", "indexeddb");
            anna.context().newCDPSession(anna.page()).send("Storage.clearDataForOrigin", store);
            second.page().waitForCondition(() -> {
                String kept = BrowserStoreContents.records(second);
                return !kept.contains("in the former store")
                        && Stream.of("first in vain", "second in vain", "the newer draft")
                                .allMatch(kept::contains);
            });
            anna.page().evaluate("() => { window.holding = false; }");
            anna.page().waitForFunction("() => window.keptAgain && debugChat.getStatus().unstored === 0");
            assertThat(anna.page().locator("#kept")).hasText("");
            assertThat(BrowserStoreContents.records(second))
                    .contains("the newer draft")
                    .doesNotContain("the older draft");
        });
        ben.openChat(anna);
        anna.goOnline();
        second.goOnline();
        ben.sees("first in vain", "second in vain");
        for (Visitor tab : List.of(anna, second)) {
            tab.sees("first in vain", "second in vain");
            assertThat(tab.page().locator(".message--pending")).hasCount(0);
        }
    }

    @Test
    void messagesOlderThanADayNeedConfirmation(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.sendOffline("still true", "no longer true");
            BrowserStoreContents.changeUnsentMessages(anna, WRITTEN_YESTERDAY);
            anna.page().navigate("about:blank");
        });
        anna.page().clock().install();
        anna.openChat(ben);
        for (String text : List.of("still true", "no longer true")) {
            assertThat(state(anna, text)) // between midnight and one, 25 hours ago is the day before yesterday
                    .hasText(Pattern.compile("This was written (yesterday|on \\w+) and has not been sent\\."));
        }
        PageChecks.assertAccessible(anna.page());
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.page().clock().fastForward("24:00:00");
            assertThat(state(anna, "still true"))
                    .hasText(Pattern.compile("This was written on \\w+ and has not been sent\\."));
        });
        anna.goOnline();
        ben.openChat(anna);
        anna.send("of today");
        ben.sees("of today");
        anna.bubble("no longer true").getByText("Discard").click();
        assertThat(anna.bubble("no longer true")).hasCount(0);
        anna.bubble("still true").getByText("Send now").click();
        ben.sees("of today", "still true");
        anna.page().reload();
        anna.sees("of today", "still true");
    }

    @Test
    void aRejectionSurvivesAReloadAndIsRetriedWithItsCid(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor anna = visitors.member(site, "Anna Schmidt");
        List<String> sent = new ArrayList<>();
        anna.context().routeWebSocket(Pattern.compile(".*/ws"), page -> {
            WebSocketRoute server = page.connectToServer();
            page.onMessage(frame -> {
                if (frame.text().contains("\"send\"")) {
                    sent.add(frame.text().replaceFirst(".*\"cid\":\"([^\"]*)\".*", "$1"));
                }
                if (frame.text().contains("\"send\"") && sent.size() == 1) {
                    page.send("{\"type\":\"error\",\"code\":\"not_allowed\",\"message\":\"Not now.\",\"cid\":\""
                            + sent.get(0) + "\"}");
                } else {
                    server.send(frame.text());
                }
            });
        });
        anna.openChat(ben);
        anna.send("rejected");
        assertThat(anna.bubble("rejected")).containsText("Not sent. This is not allowed.");
        anna.page().reload();
        assertThat(anna.bubble("rejected")).containsText("Not sent. This is not allowed.");
        anna.button("Try again").click();
        ben.openChat(anna).sees("rejected");
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
    }

    @Test
    void rateLimitedMessagesAreRetriedInOrder(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor anna = visitors.member(site, "Anna Schmidt");
        AtomicInteger sent = new AtomicInteger();
        anna.page().routeWebSocket(Pattern.compile(".*/ws"), page -> {
            WebSocketRoute server = page.connectToServer();
            page.onMessage(frame -> {
                int nth = frame.text().contains("\"send\"") ? sent.incrementAndGet() : 0;
                if (nth == 2) {
                    page.close(); // without an answer to this frame
                } else if (nth == 1 || nth == 3) {
                    page.send("{\"type\":\"error\",\"code\":\"rate_limited\",\"message\":\"Too fast, " + nth
                            + ".\",\"retryAfterMs\":3000,\"cid\":\""
                            + frame.text().replaceFirst(".*\"cid\":\"([^\"]*)\".*", "$1") + "\"}");
                } else {
                    server.send(frame.text());
                }
            });
        });
        anna.openChat(ben);
        ben.openChat(anna);
        anna.send("first");
        anna.send("second");
        assertThat(anna.bubble("first")).containsText("ChatBoard tries again by itself.Try againCancel");
        assertThat(anna.bubble("first")).containsText(Pattern.compile("ChatBoard tries again by itself\\.Try again$"));
        ben.sees("first", "second");
        anna.sees("first", "second");
        assertThat(anna.page().locator(".message--failed, .message--pending")).hasCount(0);
    }

    @Test
    void anEndedSessionKeepsUnsentMessagesForItsAccountOnly(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        AtomicInteger dropped = dropSends(anna);
        anna.openChat(ben);
        anna.send("under way when the session ended");
        anna.send("behind it");
        anna.composer().fill("a draft");
        anna.page().waitForCondition(() -> dropped.get() == 1);
        anna.context().request().delete("/api/session"); // the server closes her socket with 4501
        anna.page().waitForURL("**/sign-in?**");
        assertThat(anna.page()).hasURL(Pattern.compile("sessionEnded=true"));
        Visitor carl =
                anna.newTab().signUpAs(Visitors.newUsername(), "Carl Weber").openChat(ben);
        assertThat(carl.texts()).hasCount(0);
        assertThat(carl.composer()).hasValue("");
        carl.send("of Carl");
        ben.openChat(carl).sees("of Carl");
        carl.page().close();
        carl.context().clearCookies();
        anna.newTab().signIn(anna.username()).openDashboard();
        ben.openChat(anna).sees("under way when the session ended", "behind it");
    }

    /** From the next page load on, drops the messages that a page sends. {@return the counter of dropped messages} */
    private static AtomicInteger dropSends(Visitor visitor) {
        AtomicInteger dropped = new AtomicInteger();
        visitor.page().routeWebSocket(Pattern.compile(".*/ws"), page -> {
            WebSocketRoute server = page.connectToServer();
            page.onMessage(frame -> {
                if (frame.text().contains("\"send\"")) {
                    dropped.incrementAndGet();
                } else {
                    server.send(frame.text());
                }
            });
        });
        return dropped;
    }
}
