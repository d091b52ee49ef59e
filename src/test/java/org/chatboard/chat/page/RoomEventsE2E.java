package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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

/** The changes of a room of several, as its members see them in the list and in the conversation. */
@InBrowser
class RoomEventsE2E {
    private static Locator events(Visitor visitor) {
        return visitor.page().getByRole(AriaRole.LOG).locator(".event");
    }

    private static Locator lastEvent(Visitor visitor) {
        return events(visitor).last();
    }

    private static Locator second(Visitor visitor, String id) {
        return visitor.page().locator("#conversation-" + id);
    }

    private static Locator leftovers(Visitor visitor) {
        return visitor.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Not sent"));
    }

    @Test
    void changesOfTheRoomAreLinesOfTheConversationAndNeverUnread(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        cleo.openDashboard();
        RoomRequests room = RoomRequests.make("PUBLIC", "Lunch", anna, ben);
        room.open(anna).send("hello");
        room.open(ben).sees("hello");
        assertThat(second(ben, "presence")).hasText("2 members");

        room.add(anna, cleo);
        assertThat(lastEvent(ben)).hasText("Anna Schmidt added Cleo Martin");
        assertThat(lastEvent(anna)).hasText("You added Cleo Martin");
        assertThat(second(ben, "presence")).hasText("3 members");
        assertThat(room.row(cleo)).containsText("Anna Schmidt added you");
        assertThat(room.row(cleo)).containsText("public room");
        assertThat(room.row(cleo)).hasAttribute("data-unread", Pattern.compile("[01]")); // the message before may count

        room.change(anna, "name", "Dinner");
        assertThat(ben.heading()).hasText("Dinner");
        assertThat(ben.page()).hasTitle(Pattern.compile("Dinner · ChatBoard$"));
        assertThat(lastEvent(ben)).hasText("Anna Schmidt renamed the room to “Dinner”");
        assertThat(room.row(cleo).locator(".person__name")).hasText("Dinner");
        room.change(anna, "topic", "What to eat");
        assertThat(second(ben, "topic")).hasText("What to eat");
        room.promote(anna, ben);
        assertThat(lastEvent(ben)).hasText("Anna Schmidt made you an owner");
        room.leave(cleo);
        assertThat(lastEvent(ben)).hasText("Cleo Martin left");
        assertThat(second(ben, "presence")).hasText("2 members");
        assertThat(room.row(cleo)).hasCount(0);

        lastEvent(ben).hover();
        assertThat(ben.page().locator(".event .actions")).hasCount(0);
        assertThat(anna.bubble("hello").locator(".message__state")).hasText("Read by 1");
        ShownMessages.assertUnchangedByReload(anna, ben);
        assertThat(second(ben, "topic")).hasText("What to eat");
        PageChecks.assertAccessible(ben.page());
    }

    @Test
    void aRoomIsCurrentAfterAReconnectAndOnASecondDevice(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site.proxy().url(), Visitors.window(), "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        Visitor annasPhone = visitors.onAnotherDevice(anna, site.url());
        room.open(annasPhone);
        room.open(ben);
        site.proxy().during(Fault.DISCONNECT, () -> {
            room.change(anna, "name", "Dinner");
            room.promote(anna, ben);
            room.change(anna, "topic", "What to eat");
        });
        ben.goOnline();
        assertThat(events(ben)).hasText(new String[] {
            "Anna Schmidt created the room",
            "Anna Schmidt renamed the room to “Dinner”",
            "Anna Schmidt made you an owner",
            "Anna Schmidt changed the topic to “What to eat”"
        });
        assertThat(ben.heading()).hasText("Dinner");
        assertThat(second(ben, "topic")).hasText("What to eat");
        assertThat(room.row(ben)).hasAttribute("data-unread", "0");
        assertThat(lastEvent(annasPhone)).hasText("You changed the topic to “What to eat”");
        room.remove(anna, ben);
        assertThat(second(annasPhone, "presence")).hasText("1 member");
        room.leave(anna);
        assertThat(annasPhone.page().locator(".missing > p").first())
                .hasText("You are no longer a member of this room.");
    }

    @Test
    void anEventRingsNobodyAndIsTheNewestLineOfTheRow(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "x".repeat(64), anna, ben);
        ben.openDashboard();
        assertThat(room.row(ben)).containsText("private room");
        room.change(anna, "topic", "What to eat");
        assertThat(room.row(ben).locator(".person__last")).hasText("Anna Schmidt changed the topic to “What to eat”");
        assertThat(room.row(ben)).hasAttribute("data-unread", "0");
        assertThat(ben.page().locator(".toast")).hasCount(0);
        assertThat(ben.page()).hasTitle("People · ChatBoard");
        ben.field("Find people and rooms").fill("xxxx");
        assertThat(ben.page().locator("a.person:visible")).hasCount(1);
        room.row(ben).click();
        assertThat(ben.heading()).hasText("x".repeat(64));
        PageChecks.assertAccessible(ben.page());
    }

    @Test
    void aRemovedMemberIsToldAndKeepsWhatWasWritten(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site.proxy().url(), Visitors.window(), "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        room.open(anna).send("hello");
        room.open(ben).sees("hello");
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.act("hello", "Reply");
            ben.sendOffline("written offline");
            ben.composer().fill("half a sen");
            room.remove(anna, ben);
        });
        ben.goOnline();
        assertThat(ben.page().locator(".missing > p").first())
                .hasText(Pattern.compile("^You are no longer a member of this room\\. .* the top of the list\\.$"));
        assertThat(ben.heading()).hasText("Lunch");
        assertThat(ben.heading()).isFocused();
        assertThat(room.row(ben)).hasCount(0);
        assertThat(leftovers(ben).locator(".leftover__text")).hasText(new String[] {"written offline", "half a sen"});
        assertThat(BrowserStoreContents.records(ben)).doesNotContain("hello");
        PageChecks.assertAccessible(ben.page());

        ben.openDashboard();
        assertThat(leftovers(ben).locator(".leftover__text")).hasText(new String[] {"written offline", "half a sen"});
        room.add(anna, ben);
        assertThat(room.row(ben)).containsText("Anna Schmidt added you");
        assertThat(leftovers(ben)).isHidden();
        room.row(ben).click();
        ben.sees("hello", "written offline");
        assertThat(ben.composer()).hasValue("half a sen");
        assertThat(ben.bubble("written offline").locator(".message__state"))
                .hasText("Not sent. You are no longer a member of this room.");
        ben.bubble("written offline").getByText("Try again").click();
        anna.sees("hello", "written offline");
    }

    @Test
    void nothingThatOthersWroteStaysOfARoomLeftWhileNoPageWasOpen(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        RoomRequests other = RoomRequests.make("PRIVATE", "Dinner", anna, ben);
        other.open(anna).send("good evening");
        other.open(ben).sees("good evening");
        room.open(anna).send("hello");
        room.open(ben).sees("hello");
        ben.act("hello", "Reply");
        ben.page()
                .waitForCondition(() -> BrowserStoreContents.records(ben).contains("\"reply\":{")
                        && BrowserStoreContents.records(ben).contains("\"messages\":[{")
                        && BrowserStoreContents.records(ben).contains("good evening"));
        ben.page().navigate("about:blank");
        room.remove(anna, ben);
        ben.openDashboard();
        ben.page().waitForCondition(() -> !BrowserStoreContents.records(ben).contains("hello"));
        assertThat(BrowserStoreContents.records(ben)).contains("good evening");
        assertThat(leftovers(ben)).isHidden();
    }

    @Test
    void aReplyToAMessageOfALeftRoomIsKeptWithoutTheMessage(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        room.open(anna).send("hello");
        room.open(ben).sees("hello");
        ben.act("hello", "Reply");
        ben.composer().fill("half an answer");
        ben.page().waitForCondition(() -> BrowserStoreContents.records(ben).contains("half an answer"));
        room.remove(anna, ben);
        assertThat(leftovers(ben).locator(".leftover__text")).hasText("half an answer");
        ben.page().waitForCondition(() -> !BrowserStoreContents.records(ben).contains("hello"));
    }

    /** A {@code welcome} names the newest 200 rooms. */
    @Test
    void aRoomThatWasLostAmongManyLeavesTheList(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site.proxy().url(), Visitors.window(), "Ben Okafor");
        RoomRequests lost = RoomRequests.make("PRIVATE", "Lost", anna, ben);
        RoomRequests kept = RoomRequests.make("PRIVATE", "Kept", anna, ben);
        RoomRequests left = RoomRequests.make("PRIVATE", "Left", anna, ben);
        kept.post(anna, "stays in the browser");
        left.post(anna, "goes from the browser");
        left.open(ben);
        ben.page().waitForCondition(() -> BrowserStoreContents.records(ben).contains("goes from the browser"));
        kept.open(ben);
        ben.page().waitForCondition(() -> BrowserStoreContents.records(ben).contains("stays in the browser"));
        for (int i = 0; i < 200; i++) {
            RoomRequests.make("PRIVATE", "Room " + i, anna, ben);
        }
        ben.openDashboard();
        ben.page().waitForCondition(() -> {
            ben.page().locator("#people-scroll").evaluate("list => list.scrollTo(0, list.scrollHeight)");
            return lost.row(ben).count() == 1 && kept.row(ben).count() == 1;
        });
        site.proxy().during(Fault.DISCONNECT, () -> lost.remove(anna, ben));
        ben.goOnline();
        assertThat(lost.row(ben)).hasCount(0);
        assertThat(kept.row(ben)).hasCount(1);

        ben.page().navigate("about:blank");
        left.remove(anna, ben);
        ben.openDashboard();
        ben.page().waitForCondition(() -> !BrowserStoreContents.records(ben).contains("goes from the browser"));
        assertThat(BrowserStoreContents.records(ben)).contains("stays in the browser");
    }

    @Test
    void whatIsLeftOfARoomCanBeCopiedAndDiscarded(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        room.open(ben);
        ben.composer().fill("half a sen");
        room.remove(anna, ben);
        assertThat(leftovers(ben).locator(".leftover__text")).hasText("half a sen");
        ben.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        ben.button("Copy text").click();
        assertThat(ben.page().locator(".spoken")).containsText("Copied.");
        assertThat(ben.page().evaluate("navigator.clipboard.readText()")).isEqualTo("half a sen");
        ben.button("Discard").click();
        assertThat(leftovers(ben)).isHidden();
        ben.link("Back to people").click();
        assertThat(ben.page()).hasURL(site.url() + "/dashboard");
        ben.openDashboard();
        assertThat(leftovers(ben)).isHidden();
    }

    @Test
    void anArchivedRoomIsFoldedAndTakesNoMessages(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        room.open(anna).send("hello");
        room.open(ben).sees("hello");
        ben.composer().fill("half a sen");
        room.change(anna, "archived", true);
        assertThat(ben.page().getByText("This room is archived.")).isVisible();
        assertThat(ben.composer()).isHidden();
        assertThat(room.row(ben)).isHidden();
        ben.bubble("hello").hover();
        ben.button("More actions").click();
        assertThat(ben.page().getByRole(AriaRole.MENUITEM))
                .hasText(new String[] {"Copy text", "Copy link", "Mark as unread from here"});
        ben.page().keyboard().press("Escape");
        ben.page().getByText("1 archived room").click();
        assertThat(room.row(ben)).isVisible();
        PageChecks.assertAccessible(ben.page());
        PageChecks.show(ben.page(), ColorScheme.LIGHT, 1280);

        ben.page().reload();
        ben.awaitConnected();
        assertThat(ben.composer()).isHidden();
        room.change(anna, "archived", false);
        assertThat(ben.composer()).hasValue("half a sen");
        assertThat(room.row(ben)).isVisible();
        assertThat(ben.page().getByText("1 archived room")).isHidden();
    }

    @Test
    void severalWhoTypeAreNamed(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        room.open(anna);
        Visitor annasPhone = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        room.open(ben);
        room.open(cleo);
        ben.composer().pressSequentially("one");
        assertThat(anna.page().locator("#typing")).hasText("Ben Okafor is typing…");
        cleo.composer().pressSequentially("two");
        assertThat(anna.page().locator("#typing")).hasText("Ben Okafor and Cleo Martin are typing…");
        assertThat(room.row(annasPhone).locator(".person__typing")).hasText("typing…");
        ben.composer().press("Enter");
        assertThat(anna.page().locator("#typing")).hasText("Cleo Martin is typing…");
    }

    private static Locator head(Visitor visitor, String text) {
        return visitor.bubble(text).locator(".message__head");
    }

    @Test
    void aRunOfAnotherPersonBeginsWithTheirName(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        room.open(anna);
        room.open(ben).send("one");
        ben.send("two");
        anna.sees("one", "two");
        anna.send("mine");
        room.change(anna, "topic", "What to eat");
        assertThat(lastEvent(anna)).hasText("You changed the topic to “What to eat”");
        ben.send("three");
        anna.sees("one", "two", "mine", "three");
        assertThat(head(anna, "one")).hasText("BOBen Okafor");
        assertThat(head(anna, "three")).isVisible(); // the event ends the run
        assertThat(head(anna, "mine")).hasCount(0);
        assertThat(head(ben, "mine")).isVisible();
        assertThat(anna.bubble("mine").locator(".message__state")).hasText("Read by 1");
        assertThat(ben.bubble("three").locator(".message__state")).hasText("Read by 1");
        ShownMessages.assertUnchangedByReload(anna, ben);
        assertThat(head(anna, "three")).isVisible();
        anna.row(ben).click();
        ben.openChat(anna).send("between us");
        anna.sees("between us");
        assertThat(anna.page().locator(".message__head")).hasCount(0);
    }

    @Test
    void aRoomOfOneSaysSo(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        RoomRequests room = RoomRequests.make("PRIVATE", "A room of one", anna);
        room.open(anna);
        assertThat(second(anna, "presence")).hasText("1 member");
        assertThat(events(anna).first()).hasText("You created the room");
        PageChecks.assertAccessible(anna.page());
    }
}
