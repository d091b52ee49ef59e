package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** After a reconnect, a page shows the same as a page that stayed connected and as a freshly loaded page. */
@InBrowser
class ReconnectE2E {
    private static final String THUMB = "\uD83D\uDC4D";

    private static void write(Visitor visitor, String text) {
        visitor.composer().fill(text);
        visitor.composer().press("Enter");
    }

    private static void delete(Visitor visitor, String text) {
        visitor.act(text, "Delete for everyone");
        visitor.button("Delete").click();
    }

    @Test
    void aReconnectedPageShowsAllChangesOfMessages(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        Visitor phone = visitors.onAnotherDevice(anna, site.url()).openChat(ben);
        anna.openChat(ben);
        List.of("mine", "mine too", "quoted").forEach(anna::send);
        assertThat(ben.bubble("quoted")).isVisible();
        List.of("his", "his too", "his third").forEach(ben::send);
        ben.act("quoted", "Reply");
        write(ben, "an answer");
        phone.sees("mine", "mine too", "quoted", "his", "his too", "his third", "an answer");
        anna.sees("mine", "mine too", "quoted", "his", "his too", "his third", "an answer");
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.act("his", "Edit");
            write(ben, "his, **mended**");
            delete(ben, "his too");
            ben.act("mine", "❤️");
            ben.act("mine too", "Reply");
            write(ben, "another answer");
            assertThat(phone.bubble("another answer")).isVisible();
            phone.act("mine too", "Edit");
            write(phone, "mine too, mended");
            delete(phone, "quoted");
            phone.act("his third", THUMB);
            assertThat(ben.bubble("mine too, mended")).containsText("edited");
            assertThat(ben.page().getByLabel(THUMB + ", by Anna Schmidt")).isVisible();
        });
        anna.goOnline();
        anna.page().waitForCondition(() -> ShownMessages.messages(anna).equals(ShownMessages.messages(phone)));
        anna.sees(
                "mine",
                "mine too, mended",
                "This message was deleted.",
                "his, mended",
                "This message was deleted.",
                "his third",
                "an answer",
                "another answer");
        ShownMessages.assertUnchangedByReload(anna, phone, ben);
        anna.bubble("an answer").locator(".message__quote").click();
        assertThat(anna.page().locator(".message[data-seq='3']"))
                .isFocused(); // the quoted message is deleted, but its element still gets the focus
    }

    @Test
    void aReconnectedPageShowsPresenceReceiptsMutesAndPreferences(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        Visitor phone = visitors.onAnotherDevice(anna, site.url()).openChat(ben);
        Visitor board = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        anna.openChat(ben);
        ben.send("before");
        assertThat(ben.bubble("before").locator(".message__state")).hasText("Read");
        anna.openDashboard();
        assertThat(anna.row(ben)).hasAttribute("data-unread", "0");
        ben.composer().pressSequentially("and");
        assertThat(anna.row(ben).locator(".person__typing")).isVisible();

        site.proxy().during(Fault.DISCONNECT, () -> {
            assertThat(anna.row(ben).locator(".person__typing")).hasCount(0);
            ShownMessages.setVisible(phone, false);
            ben.send("meanwhile");
            phone.button("Mute this conversation").click();
            choose(phone, "null", "\"DARK\"", true);
            ShownMessages.setVisible(ben, false);
            assertThat(board.row(ben)).hasAttribute("data-unread", "1");
            assertThat(board.row(ben)).hasAttribute("data-notify", "mentions");
            assertThat(board.row(ben).locator(".avatar")).hasAttribute("data-presence", "away");
        });
        anna.goOnline();
        ShownMessages.awaitSame(anna, board, ben);
        assertThat(anna.row(ben)).hasAttribute("data-unread", "1");
        assertThat(anna.page().locator("html")).hasAttribute("data-theme", "dark");
        assertThat(anna.page().locator("#bell.bell--off")).isVisible();
        assertThat(anna.page().locator(".toast")).hasCount(0);
        assertThat(ben.bubble("meanwhile").locator(".message__state")).hasText("Delivered");

        site.proxy().during(Fault.DISCONNECT, () -> {
            ShownMessages.setVisible(phone, true);
            assertThat(ben.bubble("meanwhile").locator(".message__state")).hasText("Read");
            choose(phone, "\"de\"", "\"DARK\"", false);
            ShownMessages.setVisible(ben, true);
        });
        anna.page().evaluate("dispatchEvent(new Event('online'))"); // the page reloads in the other language
        for (Visitor each : List.of(anna, board)) {
            assertThat(each.heading()).hasText("Leute");
            each.awaitConnected();
        }
        ShownMessages.awaitSame(anna, board, ben);
        assertThat(anna.row(ben)).hasAttribute("data-unread", "0");
        assertThat(anna.row(ben).locator(".avatar")).hasAttribute("data-presence", "online");
        ben.composer().pressSequentially("and on");
        assertThat(anna.row(ben).locator(".person__typing")).hasText("schreibt …");
    }

    private static void choose(Visitor visitor, String language, String theme, boolean doNotDisturb) {
        String wanted =
                "{\"language\":%s,\"theme\":%s,\"hidesPresence\":false,\"hidesTyping\":false,\"hidesReceipts\":false,"
                        + "\"doNotDisturb\":%b,\"mutedSound\":false}";
        RequestOptions request = RequestOptions.create()
                .setHeader("Content-Type", "application/json")
                .setData(wanted.formatted(language, theme, doNotDisturb));
        APIResponse answer = visitor.context().request().put("/api/me/preferences", request);
        assertThat(answer).isOK();
    }
}
