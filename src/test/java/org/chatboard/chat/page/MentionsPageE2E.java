package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The page of mentions while it is open. */
@InBrowser
class MentionsPageE2E {
    @Test
    void anOpenPageOfMentionsShowsAtOnceWhatIsWrittenReadAndDeleted(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site.proxy().url(), Visitors.window(), "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben, cleo);
        Visitor phone = visitors.onAnotherDevice(ben, site.url());
        for (Visitor each : List.of(ben, phone)) {
            each.page().navigate("/mentions");
            assertThat(each.page().getByText("Nobody has mentioned or answered you yet."))
                    .isVisible();
        }
        Locator unread = ben.page().locator(".message-row--unread");
        room.post(cleo, "@" + ben.username() + " soup?");
        for (Visitor each : List.of(ben, phone)) {
            assertThat(each.page().locator(".message-row--unread")).containsText("soup?");
        }
        site.proxy().during(Fault.DISCONNECT, () -> room.post(cleo, "@all bread?"));
        ben.page().evaluate("dispatchEvent(new Event('online'))");
        assertThat(unread).hasCount(2);

        room.open(anna);
        room.open(phone).sees("@" + ben.username() + " soup?", "@all bread?");
        assertThat(ben.page().locator(".message-row")).hasCount(2);
        assertThat(unread).hasCount(0);
        room.post(anna, "@" + ben.username() + " forget it");
        assertThat(ben.page().locator(".message-row")).hasCount(3);
        anna.act("@" + ben.username() + " forget it", "Delete for everyone");
        anna.button("Delete").click();
        assertThat(ben.page().locator(".message-row")).hasCount(2);
        PageChecks.assertAccessible(ben.page());
        room.remove(anna, ben);
        assertThat(ben.page().locator(".message-row")).hasCount(0);
    }

    @Test
    void thePageOfMentionsOffersToTryAgain(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Page page = anna.page();
        AtomicInteger failed = new AtomicInteger();
        page.route("**/api/mentions**", route -> {
            failed.incrementAndGet();
            route.abort();
        });
        page.navigate("/mentions");
        page.waitForCondition(() -> failed.get() == 2); // it loads once more when it is connected
        assertThat(page.locator(".paged__status")).isVisible();
        page.unroute("**/api/mentions**");
        anna.button("Try again").click();
        assertThat(page.getByText("Nobody has mentioned or answered you yet.")).isVisible();
    }
}
