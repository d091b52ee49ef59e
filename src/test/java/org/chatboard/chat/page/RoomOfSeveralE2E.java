package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** A room of several people in the browser: its page, its row, its drafts and unsent messages, who has read and who may delete a message. */
@InBrowser
class RoomOfSeveralE2E {
    @Test
    void aRoomOfSeveralIsShownByItsTitle(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site.proxy().url(), Visitors.window(), "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor dora = visitors.member(site, "Dora Lindqvist");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", cleo, anna, ben);
        room.open(cleo).send("hello all");
        cleo.sees("hello all");
        assertThat(cleo.page().locator(".message--pending")).hasCount(0);

        room.open(anna);
        assertThat(anna.heading()).hasText("Lunch");
        assertThat(anna.page()).hasTitle("Lunch · ChatBoard");
        anna.sees("hello all");
        PageChecks.assertAccessible(anna.page());

        Locator row = room.row(ben.openDashboard());
        assertThat(row).containsText("Lunch");
        assertThat(row).hasAttribute("data-unread", "1");
        row.click();
        assertThat(ben.page()).hasURL(Pattern.compile(room.path() + "$"));
        assertThat(ben.heading()).hasText("Lunch");
        assertThat(row).hasAttribute("aria-current", "page");
        assertThat(row).hasAttribute("data-unread", "0");
        ben.send("from Ben");
        anna.sees("hello all", "from Ben");
        assertThat(anna.bubble("from Ben").locator(".message__bubble > .visually-hidden"))
                .hasText("Ben Okafor:");
        assertThat(anna.bubble("hello all").locator(".message__bubble > .visually-hidden"))
                .hasText("Cleo Martin:");

        keepsDraftsAndUnsentMessages(site, room, anna, ben);

        assertThat(dora.page().navigate(room.path()).status()).isEqualTo(404);
        assertThat(dora.heading()).hasText("Room not found");
    }

    private static Locator state(Visitor visitor, String text) {
        return visitor.bubble(text).locator(".message__state");
    }

    @Test
    void theSenderSeesHowManyHaveReadAMessageOnEachDeviceAndAfterAReconnect(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor phone = visitors.onAnotherDevice(anna, site.url());
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor dora = visitors.member(site, "Dora Lindqvist");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        room.open(phone);
        room.open(anna).send("one");
        assertThat(state(anna, "one")).hasText("Sent");
        room.open(ben).sees("one");
        for (Visitor device : List.of(anna, phone)) {
            assertThat(state(device, "one")).hasText("Read by 1");
        }
        site.proxy().during(Fault.DISCONNECT, () -> {
            room.open(cleo).sees("one");
            assertThat(state(phone, "one")).hasText("Read by 2");
            room.add(phone, dora); // who has not read what was there before
            room.open(dora).sees("one");
            phone.send("two");
            assertThat(state(phone, "two")).hasText("Read by 3");
        });
        anna.goOnline();
        for (Visitor device : List.of(anna, phone)) {
            assertThat(state(device, "two")).hasText("Read by 3");
            assertThat(state(device, "one")).hasText("Read by 2");
        }
        ShownMessages.assertUnchangedByReload(anna, phone);
        room.leave(cleo);
        assertThat(state(phone, "one")).hasText("Read by 1");
        assertThat(state(anna, "two")).hasText("Read by 2");
        PageChecks.assertAccessible(anna.page());
        PageChecks.show(phone.page(), ColorScheme.DARK, 390);
    }

    @Test
    void anOwnerDeletesAMessageOfAMemberAfterAQuestionThatSaysWhoseItIs(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor phone = visitors.onAnotherDevice(anna, site.url());
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        room.open(phone);
        room.open(ben).send("off the point");
        ben.send("to the point");
        assertThat(actions(room.open(cleo), "off the point").last()).hasText("Mark as unread from here");
        cleo.page().keyboard().press("Escape");
        room.open(anna).act("off the point", "Delete for everyone");
        Locator dialog = anna.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Delete the message of Ben Okafor for everyone?");
        PageChecks.assertAccessible(anna.page());
        anna.button("Keep it").click();
        anna.act("off the point", "Delete for everyone");
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.button("Delete").click();
            assertThat(anna.page().locator(".message__changes")).isVisible();
        });
        anna.goOnline();
        for (Visitor each : List.of(anna, phone, ben, cleo)) {
            each.sees("This message was deleted.", "to the point");
        }
        assertThat(actions(anna, "to the point").last()).hasText("Delete for everyone");
        room.promote(anna, cleo);
        assertThat(cleo.page().locator(".event").last()).containsText("made you an owner");
        cleo.act("to the point", "Delete for everyone");
        room.demote(anna, cleo); // while the question is open
        cleo.button("Delete").click();
        assertThat(cleo.bubble("to the point").locator(".message__changes")).containsText("This is not allowed.");
        cleo.button("Discard").click();
        assertThat(cleo.page().locator(".message__changes")).hasCount(0);
        ben.sees("This message was deleted.", "to the point");
    }

    /** {@return the entries of the menu of a message, which is opened} */
    private static Locator actions(Visitor visitor, String text) {
        visitor.bubble(text).hover();
        visitor.button("More actions").click();
        return visitor.page().getByRole(AriaRole.MENUITEM);
    }

    private static void keepsDraftsAndUnsentMessages(ProxiedServer site, RoomRequests room, Visitor anna, Visitor ben) {
        ben.composer().fill("to be contin");
        ben.row(anna).click();
        assertThat(ben.composer()).hasValue("");
        room.row(ben).click();
        assertThat(ben.composer()).hasValue("to be contin");
        ben.page().waitForCondition(() -> BrowserStoreContents.records(ben)
                .contains("\"conversation\":" + room.id() + ","));
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.sendOffline("written offline");
            assertThat(BrowserStoreContents.records(ben)).contains("\"room\":" + room.id());
            ben.page().navigate("about:blank");
        });
        ben.openDashboard();
        anna.sees("hello all", "from Ben", "written offline");
    }
}
