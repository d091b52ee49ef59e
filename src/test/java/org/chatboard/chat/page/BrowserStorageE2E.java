package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the browser stores for an account: unsent messages and pages. Also: no storage, and sign-out. */
@InBrowser
class BrowserStorageE2E {
    /** Scripts that make the browser storage fail, each with the sentence that the page then shows. */
    private static final Map<String, String> STORAGE_FAULTS = Map.of(
            "Object.defineProperty(window, 'indexedDB', {value: undefined})",
            "This browser does not let ChatBoard store anything",
            "IDBFactory.prototype.open = () => { throw new DOMException('No.', 'SecurityError'); }",
            "This browser does not let ChatBoard store anything",
            "IDBObjectStore.prototype.put = () => { throw new DOMException('Full.', 'QuotaExceededError'); }",
            "This browser has no space left for ChatBoard");

    /** Sends messages of 16 KB each. A page of history has only about eight of them. */
    private static final String LONG_TEXTS = "count => Promise.all(Array.from({length: count},"
            + " (_, at) => chatApplication.sendMessage(`long text ${at + 1} ${'\\u{20BB7}'.repeat(3_950)}`)))";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void sendingWorksWithoutBrowserStorage(int which, ProxiedServer site, Visitors visitors) {
        String trouble = STORAGE_FAULTS.keySet().stream().sorted().toList().get(which);
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.page().addInitScript(trouble);
        anna.openChat(ben);
        ben.openChat(anna);
        anna.send("from memory");
        ben.sees("from memory");
        Locator said = anna.page().locator("#kept");
        assertThat(said).containsText(STORAGE_FAULTS.get(trouble));
        assertThat(said).containsText("Unsent messages are lost when you close this page.");
        if (which == 0) {
            PageChecks.assertAccessible(anna.page());
        }
        ben.send("answer");
        assertThat(anna.bubble("answer")).isVisible();
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.send("warned of");
            assertThat(anna.bubble("warned of")).containsText("Waiting for the connection…");
            assertThat(isWarned(anna)).isTrue();
        });
        anna.goOnline();
        ben.sees("from memory", "answer", "warned of");
    }

    /** {@return whether the page handles {@code beforeunload}, so that the browser asks before it closes the tab} */
    private static boolean isWarned(Visitor visitor) {
        return (boolean)
                visitor.page().evaluate("() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))");
    }

    /**
     * The server ends a page of history early if its texts are long. The prefetch must not take such a page for an incomplete one
     * and fetch it again.
     */
    @Test
    void aPageOfLongTextsIsPrefetchedOnce(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        ben.page().evaluate(LONG_TEXTS, 20);
        anna.openDashboard();
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("long text 20"));
        anna.page().navigate("about:blank");
        ben.send("the newest");
        assertThat(ben.page().locator(".message--pending")).hasCount(0);
        List<String> asked = new ArrayList<>();
        anna.page().onWebSocket(socket -> socket.onFrameSent(frame -> asked.add(frame.text())));
        anna.openDashboard();
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("the newest"));
        assertThat(asked)
                .filteredOn(frame -> frame.contains("\"history\""))
                .allMatch(frame -> frame.contains("\"after\""));
    }

    @Test
    void aStoredConversationOpensOffline(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        ben.openChat(anna).send("said before");
        assertThat(ben.page().locator(".message--pending")).hasCount(0);
        anna.openDashboard();
        ben.send("said while she looks on");
        assertThat(anna.row(ben)).hasAttribute("data-unread", "2");
        anna.page().reload();
        anna.awaitConnected();
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("said while she looks on"));
        anna.page().navigate("about:blank");
        ben.send("said while she was away");
        assertThat(ben.page().locator(".message--pending")).hasCount(0);
        anna.openDashboard();
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("said while she was away"));
        site.proxy().during(Fault.DISCONNECT, () -> {
            assertThat(anna.page().locator("[data-connection]").first()).not().hasAttribute("data-state", "open");
            anna.row(ben).click();
            anna.sees("said before", "said while she looks on", "said while she was away");
        });
        anna.goOnline();
        ben.send("said afterwards");
        anna.sees("said before", "said while she looks on", "said while she was away", "said afterwards");
    }

    @Test
    void signingOutDeletesStoredDataAndWarnsOfUnsentMessages(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        ben.openChat(anna).send("kept");
        anna.sees("kept");
        anna.act("kept", "Reply");
        anna.composer().fill("draft");
        Visitor second = anna.newTab();
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.sendOffline("unsent");
            assertThat(isWarned(anna)).as("warning although nothing is unsent").isFalse();
            anna.button("Sign out").click();
            Locator dialog = anna.page().locator("dialog");
            assertThat(dialog).containsText("1 message has not been sent yet.");
            PageChecks.assertAccessible(anna.page());
            PageChecks.show(anna.page(), ColorScheme.LIGHT, 1280);
            anna.button("Stay signed in").click();
            assertThat(dialog).hasCount(0);
            assertThat(anna.bubble("unsent")).isVisible();
        });
        anna.goOnline();
        assertThat(ben.bubble("unsent")).isVisible();
        anna.composer().fill("another draft");
        second.openChat(ben);
        second.composer().fill("draft of the second tab");
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("draft of the second tab"));
        anna.button("Sign out").click();
        assertThat(anna.page().getByText("You are signed out.")).isVisible();
        second.page().waitForURL("**/sign-in?**");
        assertThat(BrowserStoreContents.records(anna)).isEqualTo("[]");
    }

    @Test
    void anotherTabStoresAndSendsAgainAfterAFailedSignOut(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        Visitor second = anna.newTab().openChat(ben);
        List<Request> failed = new ArrayList<>();
        anna.page().onRequestFailed(failed::add);
        site.proxy().during(Fault.DISCONNECT, () -> {
            second.send("given up");
            assertThat(anna.bubble("given up")).isVisible();
            anna.button("Sign out").click();
            anna.button("Sign out and discard").click();
            anna.page().waitForCondition(() -> failed.stream().anyMatch(Request::isNavigationRequest));
            second.send("written afterwards");
            assertThat(second.bubble("written afterwards")).containsText("Waiting for the connection…");
        });
        second.goOnline();
        assertThat(second.bubble("written afterwards").locator(".message__state"))
                .hasText("Sent");
        second.sees("written afterwards");
        ben.openChat(anna).sees("written afterwards");
        site.proxy().during(Fault.DISCONNECT, () -> {
            second.send("kept again");
            second.page()
                    .waitForCondition(() -> BrowserStoreContents.records(second).contains("kept again"));
        });
    }

    @Test
    void aMessageJustBeforeTheSessionEndsIsNotStoredAgain(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        ben.page().routeWebSocket(Pattern.compile(".*/ws"), page -> page.connectToServer()
                .onMessage(frame -> {
                    page.send(frame.text());
                    if (frame.text().contains("\"the last\"")) {
                        page.close(new WebSocketRoute.CloseOptions().setCode(4501));
                    }
                }));
        ben.page()
                .route(
                        "**/sign-in?**",
                        route -> route.abort("aborted")); // keeps the page open, so that a late write would happen
        anna.openChat(ben).send("kept");
        ben.openChat(anna);
        ben.page().waitForCondition(() -> BrowserStoreContents.records(ben).contains("kept"));
        anna.send("the last");
        assertThat(ben.page().locator("[data-connection]").first()).hasAttribute("data-state", "stopped");
        ben.page().evaluate("() => { window.endedAt = performance.now(); }");
        ben.page().waitForFunction("() => performance.now() - window.endedAt > 500");
        assertThat(BrowserStoreContents.records(ben)).isEqualTo("[]");
    }

    @Test
    void anAccountDoesNotSendTheUnsentMessagesOfAnother(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        site.proxy().setFault(Fault.DISCONNECT);
        anna.send("of Anna, not of Carl");
        assertThat(anna.bubble("of Anna, not of Carl")).containsText("Waiting for the connection…");
        String annas = anna.username();
        anna.context().clearCookies();
        List<Request> loads = new ArrayList<>();
        anna.page().onRequest(request -> {
            if (request.isNavigationRequest()) {
                loads.add(request);
            }
        });
        site.proxy().setFault(Fault.NONE);
        Visitor carl = anna.newTab().signUpAs(Visitors.newUsername(), "Carl Weber");
        anna.page().waitForCondition(() -> !loads.isEmpty(), new Page.WaitForConditionOptions().setTimeout(60_000));
        ben.openChat(carl);
        assertThat(ben.page().getByText("No messages yet")).isVisible();
        carl.context().clearCookies();
        anna.signIn(annas).openDashboard();
        ben.openChat(anna).sees("of Anna, not of Carl");
    }

    @Test
    void aBubbleShowsItsFourStates(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        Locator state = anna.bubble("one").locator(".message__state");
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.sendOffline("one");
        });
        anna.goOnline();
        assertThat(state).hasText("Sent");
        ben.openDashboard();
        assertThat(state).hasText("Delivered");
        anna.page().reload();
        assertThat(state).hasText("Delivered");
        ben.row(anna).click();
        assertThat(state).hasText("Read");
        anna.page().reload();
        assertThat(state).hasText("Read");
    }

    @Test
    void aMessageCountsAsReceivedOnceItIsStored(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        ben.page().addInitScript("""
                window.holding = true;
                window.sentTypes = [];
                const put = IDBObjectStore.prototype.put;
                IDBObjectStore.prototype.put = function (...of) {
                    const stay = () => {
                        if (window.holding) { // keeps the transaction from ending
                            window.heldSince ??= performance.now();
                            this.get(IDBKeyRange.only(0)).onsuccess = stay;
                        }
                    };
                    const request = put.apply(this, of);
                    if (this.name === 'pages') {
                        stay();
                    }
                    return request;
                };
                const send = WebSocket.prototype.send;
                WebSocket.prototype.send = function (text) {
                    sentTypes.push(JSON.parse(text).type);
                    send.call(this, text);
                };""");
        ben.openDashboard();
        anna.openChat(ben);
        anna.send("to be stored");
        assertThat(ben.row(anna)).hasAttribute("data-unread", "1");
        ben.page().waitForFunction("() => performance.now() - window.heldSince > 1000");
        assertThat((List<?>) ben.page().evaluate("sentTypes")).noneMatch("received"::equals);
        assertThat(anna.bubble("to be stored").locator(".message__state")).hasText("Sent");
        ben.page().evaluate("() => { window.holding = false; }");
        assertThat(anna.bubble("to be stored").locator(".message__state")).hasText("Delivered");
        assertThat((List<?>) ben.page().evaluate("sentTypes")).anyMatch("received"::equals);
        assertThat(ben.page()).hasURL(Pattern.compile("/dashboard$"));
    }
}
