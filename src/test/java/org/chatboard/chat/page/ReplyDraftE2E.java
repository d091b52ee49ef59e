package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** A reply that is not sent yet, and what becomes of the message that it answers. */
@InBrowser
class ReplyDraftE2E {
    @Test
    void keepsNoTextOfAMessageThatIsDeletedMeanwhile(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        ben.openChat(anna).send("a secret");
        anna.openChat(ben).act("a secret", "Reply");
        anna.composer().fill("Tell me more");
        anna.row(cleo).click();
        assertThat(anna.heading()).hasText("Cleo Martin");
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("\"reply\":{"));
        ben.act("a secret", "Delete for everyone");
        ben.button("Delete").click();
        anna.page().waitForCondition(() -> !BrowserStoreContents.records(anna).contains("a secret"));
        assertThat(BrowserStoreContents.records(anna)).contains("Tell me more");
        anna.row(ben).click();
        Locator mode = anna.page().locator(".composer__mode");
        assertThat(mode).containsText("Reply to Ben Okafor");
        assertThat(mode).containsText("This message was deleted.");
        assertThat(anna.composer()).hasValue("Tell me more");
    }
}
