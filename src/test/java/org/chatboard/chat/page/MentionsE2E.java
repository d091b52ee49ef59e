package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Mentions in the browser: suggestions, notifications, counts, the page of mentions, and messages that are marked as unread. */
@InBrowser
class MentionsE2E {
    @Test
    void aMentionIsChosenByKeyboardAndRingsInAMutedRoomForThatPersonAlone(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Ünal");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        for (Visitor each : List.of(ben, cleo)) {
            room.open(each).button("Mute this conversation").click();
            assertThat(room.row(each)).hasAttribute("data-notify", "mentions");
            each.openDashboard();
        }

        room.open(anna).composer().pressSequentially("Hungry, @oka");
        assertThat(option(anna, 0)).containsText("Ben Okafor @" + ben.username());
        assertThat(anna.composer()).hasAttribute("aria-activedescendant", "mention-suggestions-0");
        anna.composer().press("Enter");
        assertThat(anna.composer()).hasValue("Hungry, @" + ben.username() + " ");
        assertThat(suggestions(anna)).isHidden();
        anna.composer().pressSequentially("or `@" + cleo.username() + "`?");
        anna.composer().press("Enter");

        assertThat(ben.page().locator(".toast")).containsText("Anna Schmidt mentioned you in Lunch");
        assertThat(room.row(ben).locator(".person__mentions")).containsText("@1");
        assertThat(ben.page().locator("#mentions-count")).hasText("1");
        assertThat(ben.page()).hasTitle(Pattern.compile("^\\(1\\) "));
        assertThat(room.row(cleo)).hasAttribute("data-unread", "1");
        assertThat(room.row(cleo).locator(".person__mentions")).hasCount(0);
        assertThat(cleo.page().locator(".toast")).hasCount(0);
        assertThat(cleo.page()).hasTitle("People · ChatBoard");

        Locator chip = anna.page().locator(".message .mention");
        assertThat(chip).hasText("@" + ben.username());
        assertThat(chip).hasAttribute("title", "Ben Okafor");
        room.row(ben).click();
        assertThat(ben.page().locator(".mention--self")).hasText("@" + ben.username());
        assertThat(room.row(ben).locator(".person__mentions")).hasCount(0);
        room.open(ben); // the server writes the message into the page
        assertThat(ben.page().locator(".mention")).hasCount(1);
        PageChecks.assertAccessible(ben.page());
    }

    @Test
    void suggestionsAreOfferedInRoomsAloneAndLeaveOutWhoHasLeft(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Ünal");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        room.open(cleo).send("I am here");
        room.open(anna).sees("I am here");
        anna.composer().pressSequentially("@");
        assertThat(suggestions(anna).getByRole(AriaRole.OPTION))
                .containsText(new String[] {"Cleo Ünal", "Ben Okafor", "Everyone here @all"});
        option(anna, 1).click();
        assertThat(anna.composer()).hasValue("@" + ben.username() + " ");
        anna.composer().fill("");
        room.leave(cleo);
        assertThat(anna.page().locator(".event").last()).containsText("left");
        anna.composer().pressSequentially("@");
        assertThat(suggestions(anna).getByRole(AriaRole.OPTION))
                .containsText(new String[] {"Ben Okafor", "Everyone here @all"});
        anna.composer().press("Escape");
        assertThat(suggestions(anna)).isHidden();

        anna.openChat(ben).composer().pressSequentially("@");
        anna.composer().pressSequentially("ben");
        assertThat(suggestions(anna)).hasCount(0);
    }

    @Test
    void mentionsAreListedAfterAReconnectAndClearedByReadingOnASecondDevice(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site.proxy().url(), Visitors.window(), "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Ünal");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        Visitor phone = visitors.onAnotherDevice(ben, site.url());
        phone.page().navigate("/mentions");
        assertThat(phone.page().getByText("Nobody has mentioned or answered you yet."))
                .isVisible();
        PageChecks.assertAccessible(phone.page());
        room.open(ben).send("Where do we eat?");
        room.open(anna).sees("Where do we eat?");
        ben.openDashboard();

        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.act("Where do we eat?", "Reply");
            anna.send("At home");
            anna.send("@" + ben.username() + " bring bread");
            assertThat(anna.bubble("@" + ben.username() + " bring bread").locator(".mention"))
                    .isVisible();
        });
        ben.goOnline();
        assertThat(room.row(ben).locator(".person__mentions")).containsText("@2");
        assertThat(ben.page().locator(".toast")).containsText("Anna Schmidt mentioned you in Lunch");

        phone.page().reload();
        Locator mentions = phone.page().locator(".message-row");
        assertThat(mentions)
                .containsText(
                        new String[] {"Anna Schmidt mentioned you in Lunch", "Anna Schmidt answered you in Lunch"});
        assertThat(phone.page().locator(".message-row--unread")).hasCount(2);
        PageChecks.assertAccessible(phone.page());
        mentions.nth(1).click();
        assertThat(phone.page()).hasURL(Pattern.compile("/room/" + room.id() + "#message-\\d+$"));
        assertThat(phone.bubble("At home")).isFocused();
        assertThat(room.row(ben).locator(".person__mentions")).hasCount(0);
        assertThat(ben.page().locator("#mentions-count")).isEmpty();
        phone.page().navigate("/mentions");
        assertThat(mentions).hasCount(2);
        assertThat(phone.page().locator(".message-row--unread")).hasCount(0);
    }

    @Test
    void allAreMentionedOnlyAfterAQuestion(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Ünal");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        List.of(ben, cleo).forEach(Visitor::openDashboard);
        room.open(anna).send("`@all` is written so");
        assertThat(room.row(ben)).hasAttribute("data-unread", "1");
        anna.send("@all soup?");
        Locator dialog = anna.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("This notifies 2 people. Send?");
        PageChecks.assertAccessible(anna.page());
        anna.button("Keep writing").click();
        assertThat(anna.composer()).hasValue("@all soup?");
        sendsNowhereElse(anna, room, dialog);
        anna.composer().press("Enter");
        dialog.getByRole(AriaRole.BUTTON).last().click();
        for (Visitor each : List.of(ben, cleo)) {
            assertThat(each.page().locator(".toast")).containsText("Anna Schmidt mentioned you in Lunch");
            assertThat(room.row(each).locator(".person__mentions")).containsText("@1");
        }
        assertThat(anna.bubble("@all soup?").locator(".mention")).hasText("@all");
    }

    @Test
    void aMemberIsToldThatTheEleventhMessageToAllOfADayNotifiesNobody(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Ünal");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        for (int i = 1; i < 10; i++) {
            room.post(ben, "@all " + i);
        }
        Locator said = ben.page().locator(".spoken");
        Locator dialog = ben.page().getByRole(AriaRole.DIALOG);
        room.open(ben).send("@all the tenth");
        dialog.getByRole(AriaRole.BUTTON).last().click();
        assertThat(ben.bubble("@all the tenth").locator(".mention")).hasText("@all");
        assertThat(said).hasCount(0);
        ben.send("@all the eleventh");
        dialog.getByRole(AriaRole.BUTTON).last().click();
        assertThat(said).containsText("Sent, but @all notified nobody");
        assertThat(ben.bubble("@all the eleventh").locator(".mention")).hasCount(0);

        room.post(anna, "@all of an owner");
        assertThat(ben.bubble("@all of an owner").locator(".mention")).hasText("@all");
    }

    /** The answer to the question comes when another conversation is on the screen. */
    private static void sendsNowhereElse(Visitor anna, RoomRequests room, Locator dialog) {
        anna.page().locator(".conversation__back").click();
        room.row(anna).click();
        assertThat(anna.composer()).hasValue("@all soup?");
        anna.composer().press("Enter");
        assertThat(dialog).containsText("This notifies 2 people. Send?");
        anna.page().goBack();
        assertThat(anna.page()).hasURL(Pattern.compile("/dashboard$"));
        dialog.getByRole(AriaRole.BUTTON).last().click();
        room.row(anna).click();
        assertThat(anna.composer()).hasValue("@all soup?");
        assertThat(anna.bubble("@all soup?")).hasCount(0);
    }

    @Test
    void theLevelOfARoomIsChosenInItsPanelForEveryDevice(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        Visitor phone = visitors.onAnotherDevice(ben, site.url()).openDashboard();
        room.open(ben).page().locator("#room-details").click();
        ben.field("Nothing").check();
        assertThat(room.row(phone)).hasAttribute("data-notify", "none");
        ben.openDashboard();
        room.open(anna).send("@" + ben.username() + " are you there?");
        assertThat(room.row(phone).locator(".person__mentions")).containsText("@1");
        assertThat(phone.page()).hasTitle("People · ChatBoard");
        anna.send("not you");
        assertThat(room.row(phone)).hasAttribute("data-unread", "2");
        room.open(ben).button("Mute this conversation").click(); // which takes the mute back
        assertThat(room.row(phone)).hasAttribute("data-notify", "all");
        assertThat(phone.page().locator(".toast")).hasCount(0);
    }

    @Test
    void aMessageMarkedAsUnreadStaysSoOnEveryDeviceUntilTheRoomIsOpenedAgain(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Ünal");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        Visitor phone = visitors.onAnotherDevice(ben, site.url());
        List<Visitor> devices = List.of(ben, phone);
        devices.forEach(room::open);
        room.open(anna).send("one");
        anna.send("two");
        anna.send("three");
        devices.forEach(each -> {
            each.sees("one", "two", "three");
            assertThat(room.row(each)).hasAttribute("data-unread", "0");
        });

        ben.act("two", "Mark as unread from here");
        for (Visitor each : devices) {
            assertThat(room.row(each)).hasAttribute("data-unread", "2");
            assertThat(each.page().locator(".unread-separator + .message")).containsText("two");
        }
        anna.send("four");
        for (Visitor each : devices) {
            assertThat(each.bubble("four")).isInViewport();
            assertThat(room.row(each)).hasAttribute("data-unread", "3");
        }
        phone.row(anna).click();
        room.row(phone).click();
        for (Visitor each : devices) {
            assertThat(room.row(each)).hasAttribute("data-unread", "0");
        }
        assertThat(phone.page().locator(".unread-separator + .message")).containsText("two");
    }

    private static Locator suggestions(Visitor visitor) {
        return visitor.page().locator("#mention-suggestions");
    }

    private static Locator option(Visitor visitor, int at) {
        return suggestions(visitor).getByRole(AriaRole.OPTION).nth(at);
    }
}
