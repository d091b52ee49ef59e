package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Texts that were begun: new messages, replies and edits. */
@InBrowser
class DraftsE2E {
    @Test
    void draftsSurviveAReload(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        anna.composer().fill("for Ben, to be contin");
        anna.row(cleo).click();
        assertThat(anna.heading()).hasText("Cleo Martin");
        anna.composer().fill("for Cleo");
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("for Cleo"));
        assertThat(BrowserStoreContents.records(anna))
                .as("a new data directory reuses ids")
                .contains("\"account\":\"" + anna.id() + " " + anna.username() + "\"");
        anna.page().navigate("about:blank");
        anna.openDashboard();
        anna.row(ben).click();
        assertThat(anna.composer()).hasValue("for Ben, to be contin");
        anna.row(cleo).click();
        assertThat(anna.composer()).hasValue("for Cleo");
        anna.composer().press("Enter");
        anna.sees("for Cleo");
        anna.openChat(cleo);
        assertThat(anna.composer()).hasValue("");
        anna.openChat(ben);
        assertThat(anna.composer()).hasValue("for Ben, to be contin");
    }

    @Test
    void aDraftSurvivesAReplyStartedBeforeItIsLoaded(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        ben.openChat(anna).send("a question");
        anna.openChat(ben).composer().fill("half an answer");
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("half an answer"));
        anna.page().addInitScript("""
                window.holding = true;
                const getAll = IDBObjectStore.prototype.getAll;
                IDBObjectStore.prototype.getAll = function (...of) {
                    const stay = () => {
                        if (window.holding) { // keeps the transaction from ending
                            this.get(IDBKeyRange.only(0)).onsuccess = stay;
                        }
                    };
                    const request = getAll.apply(this, of);
                    if (this.name === 'drafts') {
                        stay();
                    }
                    return request;
                };""");
        anna.openChat(ben);
        anna.act("a question", "Reply");
        anna.page().evaluate("() => { window.holding = false; }");
        assertThat(anna.page().locator(".composer__mode")).containsText("Reply to Ben Okafor");
        assertThat(anna.composer()).hasValue("half an answer");
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("\"reply\":{"));
        assertThat(BrowserStoreContents.records(anna)).contains("half an answer");
    }

    @Test
    void draftsOfEditsAndRepliesSurviveAReload(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        ben.openChat(anna).send("a question");
        anna.openChat(ben).send("mine");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        Locator mode = anna.page().locator(".composer__mode");
        anna.act("a question", "Reply");
        anna.composer().fill("an answer");
        anna.act("mine", "Edit");
        anna.composer().fill("mine, mended");
        anna.row(cleo).click();
        assertThat(anna.heading()).hasText("Cleo Martin");
        assertThat(mode).hasCount(0);
        assertThat(anna.composer()).hasValue("");
        anna.row(ben).click();
        assertThat(mode).containsText("Edit message");
        assertThat(anna.composer()).hasValue("mine, mended");
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("mine, mended"));
        anna.page().reload();
        anna.awaitConnected();
        assertThat(mode).containsText("Edit message");
        assertThat(anna.composer()).hasValue("mine, mended");
        anna.composer().press("Enter");
        assertThat(ben.bubble("mine, mended")).containsText("edited");
        assertThat(mode).containsText("Reply to Ben Okafor"); // the draft from before the edit comes back
        assertThat(anna.composer()).hasValue("an answer");
        anna.page().waitForCondition(() -> !BrowserStoreContents.records(anna).contains("\"edit\":{"));
        anna.page().reload();
        anna.awaitConnected();
        assertThat(mode).containsText("a question");
        anna.composer().press("Enter");
        assertThat(ben.bubble("an answer").locator(".message__quote")).containsText("a question");
        assertThat(mode).hasCount(0);
        anna.page().waitForCondition(() -> !BrowserStoreContents.records(anna).contains("\"reply\":{"));
    }
}
