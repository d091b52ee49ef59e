package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The live list of people on the dashboard. */
@InBrowser
class DashboardE2E {
    @Test
    void aMessageRaisesTheUnreadCountAndMovesItsSenderUpUntilRead(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        Visitor cleo = visitors.member(site, "Cleo Martin").openChat(anna);
        anna.openDashboard();
        ben.send("from Ben");
        assertThat(top(anna)).hasAttribute("href", "/chat/" + ben.username());
        cleo.send("from Cleo");
        assertThat(top(anna)).hasAttribute("href", "/chat/" + cleo.username());
        ben.send("again from Ben");
        assertThat(top(anna)).hasAttribute("href", "/chat/" + ben.username());
        shows(anna.row(ben), "again from Ben", 2);
        shows(anna.row(cleo), "from Cleo", 1);
        anna.page().reload();
        anna.awaitConnected();
        shows(anna.row(ben), "again from Ben", 2);
        anna.row(ben).click();
        assertThat(count(anna.row(ben))).hasCount(0);
        anna.send("mine");
        assertThat(anna.row(ben).locator(".person__last")).hasText("You: mine");
        anna.openDashboard();
        shows(anna.row(cleo), "from Cleo", 1);
        assertThat(count(anna.row(ben))).hasCount(0);
    }

    private static Locator top(Visitor visitor) {
        return visitor.page().locator("a.person").first();
    }

    private static Locator count(Locator row) {
        return row.locator(".person__count");
    }

    private static void shows(Locator row, String last, int unread) {
        assertThat(row.locator(".person__last")).hasText(last);
        assertThat(count(row)).hasText(Pattern.compile("^" + unread + "\\s*unread$"));
        assertThat(row.locator("time")).hasText(Pattern.compile("\\d\\d:\\d\\d"));
    }

    @Test
    void sectionsStayFoldedAndAFilterLooksThroughThem(ProxiedServer site, Visitors visitors) {
        String mark = Visitors.newUsername();
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        RoomRequests room = RoomRequests.make("PRIVATE", mark + " Lunch", anna, ben, cleo);
        Locator row = room.row(anna.openDashboard());
        Locator rooms = anna.page().locator("#section-rooms");
        rooms.locator("summary").click();
        assertThat(row).isHidden();
        anna.openDashboard();
        assertThat(rooms.locator(row)).hasCount(1);
        assertThat(row).isHidden();
        anna.field("Find people and rooms").fill(mark);
        assertThat(row).isVisible();
        anna.field("Find people and rooms").fill("");
        assertThat(row).isHidden();

        room.post(ben, "Soup?");
        Locator unread = anna.page().locator("#section-unread");
        assertThat(unread.locator(row)).isVisible();
        row.click();
        assertThat(row).hasAttribute("data-unread", "0");
        assertThat(unread.locator(row)).isVisible(); // does not move while it is read
        room.post(cleo, "Bread?");
        anna.sees("Soup?", "Bread?");
        anna.row(ben).click();
        assertThat(rooms.locator(row)).hasCount(1);
        assertThat(row).isHidden();
    }

    @Test
    void newAccountsAndNamesAppearWithoutAReload(ProxiedServer site, Visitors visitors) {
        String mark = Visitors.newUsername();
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor zoe = visitors.member(site, mark + " Zoe");
        Visitor yan = visitors.member(site, mark + " Yan");
        assertThat(anna.row(zoe)).isVisible();
        anna.field("Find people and rooms").fill(mark);
        assertThat(anna.page().locator("a.person:visible .person__name"))
                .hasText(new String[] {yan.displayName(), zoe.displayName()});
        yan.page().navigate("/settings");
        yan.field("Display name").fill(mark + " Zzz");
        yan.page().locator("#saveDisplayName").click();
        assertThat(anna.page().locator("a.person:visible .person__name"))
                .hasText(new String[] {zoe.displayName(), mark + " Zzz"});
    }

    @Test
    void typingFiltersTheList(ProxiedServer site, Visitors visitors) {
        String mark = Visitors.newUsername();
        Visitor jose = visitors.member(site, "José " + mark);
        Visitor ann = visitors.member(site, "Ann Lee " + mark);
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        find(anna, "José " + mark.substring(0, 8));
        assertThat(anna.row(jose)).isVisible();
        assertThat(anna.row(ann)).isHidden();
        find(anna, "jose " + mark.toUpperCase(Locale.ROOT));
        assertThat(anna.row(jose)).isVisible();
        find(anna, "@" + ann.username().substring(0, 10));
        assertThat(anna.row(ann)).isVisible();
        assertThat(anna.row(jose)).isHidden();
        find(anna, "nobody " + mark);
        assertThat(anna.page().getByText("Nobody is called “nobody " + mark + "”."))
                .isVisible();
        anna.field("Find people and rooms").fill("");
        assertThat(anna.row(ann)).isVisible();
        assertThat(anna.row(jose)).isVisible();
        anna.page().navigate("/dashboard?query=" + ann.username());
        assertThat(anna.row(ann)).isVisible();
        assertThat(anna.row(jose)).isHidden();
    }

    private static void find(Visitor visitor, String text) {
        visitor.field("Find people and rooms").fill("");
        visitor.field("Find people and rooms").pressSequentially(text);
    }

    @Test
    void isCurrentAfterAReconnect(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        ben.send("before");
        anna.openDashboard();
        shows(anna.row(ben), "before", 1);
        Visitor[] newcomer = new Visitor[1];
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.send("while you were away");
            ben.send("and another");
            newcomer[0] = visitors.member(site, "Newcomer");
            newcomer[0].openChat(anna).send("hello, I am new");
            assertThat(newcomer[0].page().locator(".message--pending")).hasCount(0);
        });
        anna.goOnline();
        shows(anna.row(ben), "and another", 3);
        shows(anna.row(newcomer[0]), "hello, I am new", 1);
        assertThat(top(anna)).hasAttribute("href", "/chat/" + newcomer[0].username());
        assertThat(anna.page().url()).startsWith(site.proxy().url());
    }

    @Test
    void redirectsToSignInAndBack(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate("/");
        assertThat(stranger.heading()).hasText("Sign in");
        stranger.field("Username").fill(anna.username());
        stranger.field("Password").fill(Visitor.PASSWORD);
        stranger.button("Sign in").click();
        assertThat(stranger.page()).hasURL(site.url() + "/dashboard");
        stranger.page().navigate("/");
        assertThat(stranger.page()).hasURL(site.url() + "/dashboard");
    }
}
