package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.chat.page.RoomControls.member;
import static org.chatboard.chat.page.RoomControls.openPanel;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** A guest's pages, of which one loses its connection. */
@InBrowser
class GuestReconnectE2E {
    @Test
    void aGuestSeesNoMoreThanItsRoomsAfterAReconnectAndOnASecondDevice(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        RoomRequests lunch = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        RoomRequests dinner = RoomRequests.make("PRIVATE", "Dinner", anna, cleo);
        Visitor guest = signUp(visitors.stranger(site.proxy().url(), Visitors.window()), lunch.invite(anna, true));
        Visitor phone = visitors.onAnotherDevice(guest, site.url()).openDashboard();
        lunch.open(ben);
        lunch.open(guest);
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.send("while you were away");
            dinner.add(anna, guest);
            dinner.post(cleo, "dinner is ready");
            assertThat(dinner.row(phone)).hasAttribute("data-unread", "1");
        });
        guest.goOnline();
        guest.sees("while you were away");
        assertThat(dinner.row(guest)).hasAttribute("data-unread", "1");
        Locator panel = openPanel(guest, 3);
        assertThat(member(panel, ben)).isVisible();
        assertThat(people(guest)).hasCount(2); // rooms, and no people

        site.proxy().during(Fault.DISCONNECT, () -> {
            dinner.remove(anna, guest);
            assertThat(dinner.row(phone)).hasCount(0);
        });
        guest.goOnline();
        assertThat(dinner.row(guest)).hasCount(0);
        guest.send("I am back");
        ben.sees("while you were away", "I am back");
        assertThat(lunch.row(phone)).containsText("I am back");
        assertThat(lunch.row(phone)).hasAttribute("data-unread", "0");
        for (Visitor device : new Visitor[] {guest, phone}) {
            assertThat(people(device)).hasCount(1);
        }
    }

    private static Visitor signUp(Visitor stranger, String link) {
        String username = Visitors.newUsername();
        Map<String, String> account = Map.of(
                "username",
                username,
                "displayName",
                "Gus Guest",
                "password",
                Visitor.PASSWORD,
                "invitation",
                link.substring(link.lastIndexOf('/') + 1));
        APIResponse answer = stranger.context()
                .request()
                .post("/api/accounts", RequestOptions.create().setData(account));
        assertThat(answer).isOK();
        return stranger.signIn(username);
    }

    private static Locator people(Visitor visitor) {
        return visitor.page().locator("#people-panel a.person");
    }
}
