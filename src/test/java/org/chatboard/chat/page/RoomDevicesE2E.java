package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.chat.page.RoomControls.button;
import static org.chatboard.chat.page.RoomControls.dialog;
import static org.chatboard.chat.page.RoomControls.openPanel;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Two devices of one person, whose pages show the same rooms. */
@InBrowser
class RoomDevicesE2E {
    @Test
    void bothDevicesShowWhatHappensInARoom(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor phone = visitors.onAnotherDevice(ben, site.url());
        List<Visitor> devices = List.of(ben, phone);
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", ben, anna, cleo);
        room.promote(ben, anna);
        devices.forEach(room::open);
        ben.send("Who has read this?");
        phone.sees("Who has read this?");
        room.open(cleo).sees("Who has read this?");
        room.awaitReaders(phone, "Who has read this?", 1);
        phone.act("Who has read this?", "Read by…");
        assertThat(dialog(phone).locator(".member")).hasCount(1);
        assertThat(dialog(phone)).containsText("Cleo Martin");
        button(dialog(phone), "Close").click();

        revokesWhatTheOtherDeviceHasRevoked(room, ben, phone);
        room.change(ben, "name", "Dinner");
        devices.forEach(each -> assertThat(each.heading()).hasText("Dinner"));
        room.change(ben, "archived", true);
        devices.forEach(each -> assertThat(each.composer()).isHidden());
        room.change(ben, "archived", false);
        devices.forEach(each -> assertThat(each.composer()).isVisible());

        room.remove(anna, ben);
        for (Visitor each : devices) {
            assertThat(each.page().locator(".missing > p").first()).hasText("You are no longer a member of this room.");
            assertThat(room.row(each)).hasCount(0);
        }
        room.add(anna, ben);
        room.post(anna, "@all soup?");
        for (Visitor each : devices) {
            assertThat(room.row(each)).containsText("Dinner");
            assertThat(room.row(each).locator(".person__mentions")).containsText("@1");
            assertThat(each.page().locator(".toast")).containsText("Anna Schmidt mentioned you in Dinner");
            each.field("Find people and rooms").fill("dinn");
            assertThat(each.page().locator("a.person:visible")).hasCount(1);
        }
        room.row(ben).click();
        ben.sees("Who has read this?", "@all soup?");
        assertThat(room.row(phone)).hasAttribute("data-unread", "0");
    }

    /** An invitation is listed on the device that has not made it, and revoked on both. */
    private static void revokesWhatTheOtherDeviceHasRevoked(RoomRequests room, Visitor ben, Visitor phone) {
        room.invite(phone, false);
        List<Locator> lists = List.of(invitations(ben), invitations(phone));
        lists.forEach(list -> assertThat(list).containsText("10 of 10 uses left"));
        for (Visitor each : List.of(ben, phone)) {
            button(dialog(each), "Revoke").click();
            button(each.page().locator("dialog[open]").last(), "Revoke").click();
            assertThat(dialog(each)).containsText("There are no open invitations.");
            button(dialog(each), "Close").click();
        }
    }

    private static Locator invitations(Visitor owner) {
        button(openPanel(owner, 3), "Invite by link").click();
        return dialog(owner);
    }
}
