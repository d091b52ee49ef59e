package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import org.chatboard.testing.FaultyProxy;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Presence, typing and receipts of two people. */
@InBrowser
class PresenceE2E {
    /** Records the text of the typing indicator each time a message is added to the page. */
    private static final String TYPING_AT_EACH_ARRIVAL = "window.typingThen = []; new MutationObserver(() =>"
            + " typingThen.push(document.querySelector('#typing').textContent))"
            + ".observe(document.querySelector('#messages'), {childList: true})";

    private static void is(Visitor seen, Visitor by, String state) {
        Locator row = by.row(seen);
        assertThat(row.locator(".avatar")).hasAttribute("data-presence", state);
        assertThat(row.locator(".person__presence")).hasText(state.equals("unknown") ? "" : state);
    }

    private static Locator lineOf(Visitor visitor, String id) {
        return visitor.page().locator("#" + id);
    }

    @Test
    void aPersonIsOnlineWithAVisiblePageAndAwayWithout(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        ben.page().clock().install();
        ben.openDashboard();
        anna.openChat(ben);
        is(ben, anna, "online");
        assertThat(lineOf(anna, "conversation-presence")).hasText("online");

        ShownMessages.setVisible(ben, false);
        is(ben, anna, "away");
        assertThat(lineOf(anna, "conversation-presence")).hasText("away");
        ShownMessages.setVisible(ben, true);
        is(ben, anna, "online");

        site.proxy().setFault(FaultyProxy.Fault.DISCONNECT);
        is(ben, anna, "unknown"); // Anna's page has no connection, so it cannot know Ben's state
        site.proxy().setFault(FaultyProxy.Fault.NONE);
        anna.goOnline();
        is(ben, anna, "online");

        ben.page().clock().fastForward("05:00");
        is(ben, anna, "away");
        ben.page().keyboard().press("Tab");
        is(ben, anna, "online");
    }

    @Test
    void typingIsShownUntilTheMessageArrives(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        ben.openChat(anna);
        ben.send("one");
        anna.openChat(ben).sees("one");
        Visitor annasPhone = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        ben.composer().pressSequentially("two");
        assertThat(lineOf(anna, "typing")).hasText("Ben Okafor is typing…");
        assertThat(annasPhone.row(ben).locator(".person__typing")).hasText("typing…");
        assertThat(annasPhone.row(ben).locator(".person__last")).not().isVisible();
        anna.page().evaluate(TYPING_AT_EACH_ARRIVAL);
        ben.composer().press("Enter");
        anna.sees("one", "two");
        assertThat(anna.page().evaluate("typingThen")).isEqualTo(List.of(""));
        assertThat(lineOf(anna, "typing")).hasText("");
        assertThat(annasPhone.row(ben).locator(".person__typing")).hasCount(0);
        assertThat(annasPhone.row(ben).locator(".person__last")).hasText("two");

        ben.composer().pressSequentially("three"); // then Ben leaves without sending that he stopped typing
        assertThat(lineOf(anna, "typing")).hasText("Ben Okafor is typing…");
        ben.context().close();
        assertThat(lineOf(anna, "typing")).hasText("", new LocatorAssertions.HasTextOptions().setTimeout(10_000));
    }

    @Test
    void visibleMessagesAreReadAndEitherPersonCanHideReceipts(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor bensPhone = visitors.onAnotherDevice(ben, site.url()).openDashboard();
        anna.openChat(ben);
        ben.openChat(anna);
        ShownMessages.setVisible(ben, false);
        anna.send("one");
        ben.sees("one");
        assertThat(bensPhone.row(anna)).hasAttribute("data-unread", "1");
        Locator state = anna.bubble("one").locator(".message__state");
        assertThat(state).hasText("Delivered");
        ShownMessages.setVisible(ben, true);
        assertThat(state).hasText("Read");
        assertThat(bensPhone.row(anna)).hasAttribute("data-unread", "0");

        show(bensPhone, false);
        assertThat(state).hasText("Sent");
        anna.send("two");
        assertThat(anna.bubble("two").locator(".message__state")).hasText("Sent");
        ben.sees("one", "two");
        assertThat(bensPhone.openDashboard().row(anna)).hasAttribute("data-unread", "0");
        anna.page().reload();
        assertThat(anna.bubble("two").locator(".message__state")).hasText("Sent");

        show(bensPhone, true);
        assertThat(anna.bubble("two").locator(".message__state")).hasText("Read");
    }

    private static void show(Visitor visitor, boolean receipts) {
        visitor.page().navigate("/settings");
        visitor.field("Show which messages I have received and read").setChecked(receipts);
        visitor.page().locator("#savePrivacy").click();
        assertThat(visitor.page().getByText("Your choices apply right away, on all your devices."))
                .isVisible();
    }
}
