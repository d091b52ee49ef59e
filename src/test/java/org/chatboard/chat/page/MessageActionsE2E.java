package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Actions on messages: reply, edit, delete, react, link. */
@InBrowser
class MessageActionsE2E {
    private static void write(Visitor visitor, String text) {
        visitor.composer().fill(text);
        visitor.composer().press("Enter");
    }

    /** After each kind of change, compares the live pages of both people and of a second device with a fresh load. */
    @Test
    void livePagesEqualAFreshLoadAfterEachChange(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben);
        List.of("one", "two", "three").forEach(anna::send);
        Visitor phone = visitors.onAnotherDevice(anna, site.url()).openChat(ben);
        ben.act("one", "\uD83D\uDC4D");
        assertThat(anna.page().getByLabel("\uD83D\uDC4D, by Ben Okafor")).isVisible();
        anna.page().getByLabel("\uD83D\uDC4D, by Ben Okafor").click();
        assertThat(ben.page().getByLabel("\uD83D\uDC4D, by you and Anna Schmidt"))
                .hasAttribute("aria-pressed", "true");
        assertThat(phone.page().getByLabel("\uD83D\uDC4D, by you and Ben Okafor"))
                .isVisible();
        ShownMessages.assertUnchangedByReload(anna, ben);
        ben.act("two", "Reply");
        write(ben, "answer");
        assertThat(anna.bubble("answer").locator(".message__quote")).containsText("Anna Schmidt two");
        anna.act("two", "Edit");
        assertThat(anna.composer()).hasValue("two");
        write(anna, "**two** and a half");
        assertThat(ben.bubble("two and a half")).containsText("edited");
        assertThat(phone.bubble("two and a half")).containsText("edited");
        assertThat(ben.bubble("answer").locator(".message__quote")).containsText("two and a half");
        ShownMessages.assertUnchangedByReload(anna, ben);
        anna.act("two and a half", "Delete for everyone");
        anna.button("Delete").click();
        assertThat(ben.bubble("This message was deleted.")).isVisible();
        assertThat(phone.bubble("This message was deleted.")).isVisible();
        assertThat(ben.bubble("answer").locator(".message__quote")).containsText("This message was deleted.");
        ben.page().getByLabel("\uD83D\uDC4D, by you and Anna Schmidt").click();
        for (Visitor each : List.of(anna, phone)) {
            assertThat(each.page().getByLabel("\uD83D\uDC4D, by you", new Page.GetByLabelOptions().setExact(true)))
                    .isVisible();
        }
        ShownMessages.assertUnchangedByReload(anna, ben, phone);
    }

    /**
     * A message under the pointer has no buttons until it is stored. They then appear without a move of the pointer.
     */
    @Test
    void aPendingMessageUnderThePointerGetsItsButtonsWhenStored(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        List<Runnable> held = new ArrayList<>();
        anna.page().routeWebSocket(Pattern.compile(".*/ws"), page -> page.connectToServer()
                .onMessage(frame -> {
                    if (frame.text().contains("\"message\":\"mine\"")) {
                        held.add(() -> page.send(frame.text()));
                    } else {
                        page.send(frame.text());
                    }
                }));
        anna.openChat(ben).send("mine");
        assertThat(anna.bubble("mine").locator(".message__state")).hasText("Sent");
        anna.bubble("mine").hover();
        assertThat(anna.button("More actions")).isHidden();
        anna.page().waitForCondition(() -> !held.isEmpty());
        held.forEach(Runnable::run);
        assertThat(anna.button("More actions")).isVisible();
    }

    @Test
    void offlineChangesAreShownStoredAndSentAfterAReconnect(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben);
        List.of("one", "two", "three").forEach(anna::send);
        ben.sees("one", "two", "three");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.act("one", "Edit");
            write(anna, "first");
            assertThat(anna.bubble("first")).containsText("Not saved yet: waiting for the connection…");
            anna.act("two", "❤️");
            anna.act("three", "Delete for everyone");
            anna.button("Delete").click();
            assertThat(anna.bubble("This message was deleted.")).isVisible();
            anna.bubble("This message was deleted.").getByText("Cancel").click();
            assertThat(anna.bubble("three")).isVisible();
            ben.send("meanwhile");
            ben.act("two", "❤️");
        });
        anna.goOnline();
        assertThat(ben.bubble("first")).containsText("edited");
        assertThat(ben.page().getByLabel("❤️, by you and Anna Schmidt")).isVisible();
        anna.sees("first", "two", "three", "meanwhile");
        ben.sees("first", "two", "three", "meanwhile");
        ShownMessages.assertUnchangedByReload(anna, ben);
    }

    @Test
    void allActionsWorkByKeyboard(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben).send("mine");
        ben.sees("mine");
        ben.send("yours");
        assertThat(anna.bubble("yours")).isVisible();
        Page page = anna.page();
        anna.composer().press("ArrowUp");
        assertThat(anna.composer()).hasValue("mine");
        anna.composer().fill("not kept");
        anna.composer().press("Escape");
        assertThat(anna.composer()).hasValue("");
        anna.composer().press("ArrowUp");
        write(anna, "still mine");
        assertThat(ben.bubble("still mine")).containsText("edited");
        page.getByRole(AriaRole.LOG).focus();
        page.keyboard().press("ArrowUp");
        assertThat(anna.bubble("yours")).isFocused();
        page.keyboard().press("Enter");
        PageChecks.assertAccessible(page);
        page.keyboard().press("Enter"); // the first item is the first reaction
        assertThat(ben.page().getByLabel("\uD83D\uDC4D, by Anna Schmidt")).isVisible();
        assertThat(anna.bubble("yours")).isFocused();
        PageChecks.assertAccessible(page);
        page.keyboard().press("Shift+F10");
        page.keyboard().press("End");
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(anna.composer()).isFocused();
        anna.act("yours", "Reply");
        assertThat(page.locator(".composer__mode")).containsText("Reply to Ben Okafor");
        page.keyboard().press("Escape");
        assertThat(page.locator(".composer__mode")).hasCount(0);
        page.getByRole(AriaRole.LOG).focus();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        assertThat(anna.bubble("still mine")).isFocused();
        page.keyboard().press("Shift+F10");
        page.keyboard().press("End"); // deletion is the last item
        page.keyboard().press("Enter");
        assertThat(anna.button("Keep it")).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(ben.bubble("This message was deleted.")).isVisible();
    }

    @Test
    void quotesAndLinksScrollToAMessageFarUp(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        ben.send("long ago");
        anna.openChat(ben);
        anna.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        anna.act("long ago", "Copy link");
        String link = (String) anna.page().evaluate("navigator.clipboard.readText()");
        assertThat(link).isEqualTo(site.url() + "/chat/" + ben.username() + "#message-1");
        anna.act("long ago", "Copy text");
        assertThat(anna.page().locator("#said")).hasText("Copied.");
        assertThat(anna.page().evaluate("navigator.clipboard.readText()")).isEqualTo("long ago");
        anna.act("long ago", "Reply");
        assertThat(ben.texts()).hasCount(1);
        ben.page()
                .evaluate("Promise.all(Array.from({length: 120}, (_, i) => chatApplication.sendMessage('line ' + i)))");
        assertThat(anna.bubble("line 119")).isVisible();
        write(anna, "answer");
        assertThat(ben.bubble("answer")).isVisible();
        Visitor phone = visitors.onAnotherDevice(anna, site.url()).openChat(ben);
        assertThat(phone.bubble("long ago")).hasCount(0);
        phone.bubble("answer").locator(".message__quote").click();
        assertThat(phone.bubble("long ago")).isFocused();
        assertThat(phone.bubble("long ago")).isInViewport();
        phone.openDashboard();
        phone.page().navigate(link);
        assertThat(phone.bubble("long ago")).isFocused();
        assertThat(phone.bubble("long ago")).isInViewport();
    }

    @Test
    void aReplyOrEditOfADeletedMessageSaysSoAndStays(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben).send("mine");
        anna.send("mine too");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        Visitor phone = visitors.onAnotherDevice(anna, site.url()).openChat(ben);
        Locator mode = anna.page().locator(".composer__mode");
        anna.act("mine", "Edit");
        anna.composer().fill("mine, mended");
        delete(phone, "mine");
        assertThat(mode).containsText("The message you were editing is gone");
        assertThat(mode).containsText("Your text is still here. Send it as a new message, or cancel to discard it.");
        assertThat(anna.composer()).hasValue("mine, mended");
        PageChecks.assertAccessible(anna.page());
        for (String other : List.of("Reply", "Edit")) {
            anna.act("mine too", other);
            assertThat(anna.page().locator("#said")).containsText("Your text is still here.");
            assertThat(mode).containsText("The message you were editing is gone");
            assertThat(anna.composer()).hasValue("mine, mended");
        }
        anna.composer().press("Enter");
        assertThat(mode).hasCount(0);
        anna.sees("This message was deleted.", "mine too", "mine, mended");
    }

    /** Each tab of the account shows a rejected edit, also a tab that did not send it and a tab that has a draft. */
    @Test
    void aRejectedEditOfADeletedMessageStaysUntilSentOrDiscarded(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben).send("mine");
        anna.send("mine too");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        Visitor phone = visitors.onAnotherDevice(anna, site.url()).openChat(ben);
        Visitor second = anna.newTab().openChat(ben);
        site.proxy().during(Fault.DISCONNECT, () -> {
            second.act("mine", "Edit");
            write(second, "mine, mended");
            second.act("mine too", "Edit");
            write(second, "mine too, mended");
            assertThat(anna.bubble("mine, mended")).containsText("Not saved yet");
            assertThat(anna.bubble("mine too, mended")).containsText("Not saved yet");
            anna.composer().fill("begun meanwhile");
            second.composer().fill("begun here too");
            delete(phone, "mine");
            delete(phone, "mine too");
        });
        anna.goOnline();
        second.goOnline();
        for (Visitor tab : List.of(anna, second)) {
            for (String text : List.of("mine, mended", "mine too, mended")) {
                assertThat(tab.bubble(text)).containsText("Not sent. The message you were editing is gone.");
            }
        }
        assertThat(anna.composer()).hasValue("begun meanwhile");
        assertThat(second.composer()).hasValue("begun here too");
        PageChecks.assertAccessible(anna.page());
        anna.page().reload();
        anna.awaitConnected();
        anna.bubble("mine, mended").getByText("Send as a new message").click();
        anna.bubble("mine too, mended").getByText("Discard").click();
        for (Visitor each : List.of(anna, second, phone)) {
            each.sees("This message was deleted.", "This message was deleted.", "mine, mended");
            assertThat(each.page().locator(".message--pending, .message--failed"))
                    .hasCount(0);
        }
    }

    private static void delete(Visitor visitor, String text) {
        visitor.act(text, "Delete for everyone");
        visitor.button("Delete").click();
    }
}
