package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.chat.page.RoomControls.button;
import static org.chatboard.chat.page.RoomControls.dialog;
import static org.chatboard.chat.page.RoomControls.openPanel;
import static org.chatboard.chat.page.RoomControls.row;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** What others, and one's own other device, do in rooms while a page has no connection. */
@InBrowser
class RoomAwayE2E {
    @Test
    void aReconnectedPageShowsWhatWasDoneInItsRooms(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site.proxy().url(), Visitors.window(), "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor phone = visitors.onAnotherDevice(ben, site.url());
        RoomRequests lunch = RoomRequests.make("PRIVATE", "Lunch", ben, anna, cleo);
        RoomRequests soup = RoomRequests.make("PRIVATE", "Soup", anna, ben, cleo);
        RoomRequests old = RoomRequests.make("PRIVATE", "Old", anna, ben, cleo);
        RoomRequests restored = RoomRequests.make("PRIVATE", "Restored", anna, ben, cleo);
        RoomRequests left = RoomRequests.make("PRIVATE", "Left", anna, ben, cleo);
        RoomRequests cinema = RoomRequests.make("PUBLIC", "Cinema", anna, cleo);
        restored.change(anna, "archived", true);
        soup.setLevel(phone, "mentions");
        List<String> received = new ArrayList<>();
        ben.page().onWebSocket(socket -> socket.onFrameReceived(frame -> received.add(frame.text())));
        lunch.open(ben).send("Who has read this?");
        lunch.open(anna).sees("Who has read this?");
        anna.send("one");
        anna.send("two");
        ben.sees("Who has read this?", "one", "two");
        String newest = ben.bubble("two").getAttribute("data-seq");
        Pattern told = Pattern.compile("\"receipt\".*\"account\":" + ben.id() + ",.*\"readSeq\":" + newest + "\\b");
        ben.page().waitForCondition(() -> received.stream().anyMatch(told.asPredicate()));

        site.proxy().during(Fault.DISCONNECT, () -> {
            lunch.open(cleo).sees("Who has read this?", "one", "two");
            lunch.awaitReaders(anna, "Who has read this?", 2);
            lunch.markUnread(phone, ben.bubble("one").getAttribute("data-seq"));
            lunch.invite(phone, false);
            soup.post(anna, "@all soup?");
            soup.post(cleo, "not for me");
            old.change(anna, "archived", true);
            restored.change(anna, "archived", false);
            left.leave(phone);
            cinema.join(phone);
            RoomRequests.make("PRIVATE", "Made meanwhile", anna, ben, cleo);
        });
        ben.goOnline();
        Locator toasts = ben.page().locator(".toast");
        assertThat(toasts).containsText("Anna Schmidt mentioned you in Soup");
        assertThat(toasts).containsText("@all soup?");
        assertThat(toasts).hasCount(1);
        assertThat(row(ben, "Made meanwhile")).containsText("Anna Schmidt created the room");
        assertThat(ben.page().getByText("1 archived room")).isVisible();
        assertThat(old.row(ben)).isHidden();
        assertThat(restored.row(ben)).isVisible();
        assertThat(left.row(ben)).hasCount(0);
        assertThat(cinema.row(ben)).isVisible();
        assertThat(lunch.row(ben)).hasAttribute("data-unread", "2");
        assertThat(ben.page().locator(".unread-separator + .message")).containsText("one");
        assertThat(soup.row(ben).locator(".person__mentions")).containsText("@1");
        ben.field("Find people and rooms").fill("meanw");
        assertThat(ben.page().locator("a.person:visible")).hasCount(1);
        ben.field("Find people and rooms").fill("");

        ben.act("Who has read this?", "Read by…");
        assertThat(dialog(ben).locator(".member")).hasCount(2);
        assertThat(dialog(ben)).containsText("Cleo Martin");
        button(dialog(ben), "Close").click();
        Locator panel = openPanel(ben, 3);
        button(panel, "Invite by link").click();
        assertThat(dialog(ben)).containsText("10 of 10 uses left");
    }
}
