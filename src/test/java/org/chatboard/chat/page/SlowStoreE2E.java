package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Unsent messages while IndexedDB opens late or stops answering. */
@InBrowser
class SlowStoreE2E {
    private static final String OPENS_AFTER_MS = """
            const listen = EventTarget.prototype.addEventListener;
            EventTarget.prototype.addEventListener = function (type, listener, ...more) {
                const late = this instanceof IDBOpenDBRequest && type === 'success';
                const opens = event => { window.storeIsOpen = true; listener.call(this, event); };
                const delayed = late ? event => setTimeout(opens, %d, event) : listener;
                listen.call(this, type, delayed, ...more);
            };""";

    @Test
    void storedMessagesAreSentBeforeThoseWrittenWhileTheStoreOpens(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = withUnsent(site, visitors, ben);
        anna.page().addInitScript(OPENS_AFTER_MS.formatted(1_000));
        anna.openChat(ben).send("newer");
        assumeThat(anna.page().evaluate("window.storeIsOpen"))
                .as("precondition: the store is not open yet")
                .isNull();
        ben.openChat(anna).sees("older", "newer");
        anna.sees("older", "newer");
        assertThat(anna.page().locator("#kept")).hasText("");
    }

    @Test
    void aStoreThatOpensAfterTheTimeoutIsUsed(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = withUnsent(site, visitors, ben);
        anna.page().addInitScript(OPENS_AFTER_MS.formatted(5_000));
        anna.page().navigate("/chat/" + ben.username()); // does not await the connection: the sentence may go before
        Locator said = anna.page().locator("#kept");
        assertThat(said).containsText("This browser does not let ChatBoard store anything");
        ben.openChat(anna).sees("older");
        assertThat(said).hasText("");
    }

    @Test
    void signingOutAsksOnceEvenIfTheStoreDoesNotAnswer(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.page().routeWebSocket(Pattern.compile(".*/ws"), page -> {
            WebSocketRoute server = page.connectToServer();
            page.onMessage(frame -> {
                if (!frame.text().contains("\"send\"")) {
                    server.send(frame.text());
                }
            });
        });
        anna.openChat(ben).send("kept");
        anna.page()
                .waitForFunction("() => debugChat.getStatus().waiting === 1 && debugChat.getStatus().unstored === 0");
        anna.page().evaluate("""
                () => {
                    IDBIndex.prototype.getAll = () => new Promise(() => {});
                    IDBObjectStore.prototype.put = () => { throw new DOMException('Full.', 'QuotaExceededError'); };
                }""");
        anna.send("not kept");
        List<String> dialogs = new ArrayList<>();
        anna.page().onDialog(dialog -> {
            dialogs.add(dialog.type());
            dialog.accept();
        });
        anna.button("Sign out").click();
        assertThat(anna.page().locator("dialog")).containsText("2 messages have not been sent yet.");
        anna.button("Sign out and discard").click();
        assertThat(anna.page().getByText("You are signed out.")).isVisible();
        assertThat(dialogs).as("beforeunload").isEmpty();
    }

    /** {@return Anna's browser, which has the unsent message "older" to Ben and shows a blank page} */
    private static Visitor withUnsent(ProxiedServer site, Visitors visitors, Visitor ben) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.send("older");
            assertThat(anna.bubble("older")).containsText("Waiting for the connection…");
            anna.page().waitForFunction("() => debugChat.getStatus().unstored === 0");
            anna.page().navigate("about:blank");
        });
        return anna;
    }
}
