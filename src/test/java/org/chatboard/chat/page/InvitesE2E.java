package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chatboard.chat.page.RoomControls.PRIVATE;
import static org.chatboard.chat.page.RoomControls.button;
import static org.chatboard.chat.page.RoomControls.dialog;
import static org.chatboard.chat.page.RoomControls.make;
import static org.chatboard.chat.page.RoomControls.member;
import static org.chatboard.chat.page.RoomControls.newName;
import static org.chatboard.chat.page.RoomControls.openPanel;
import static org.chatboard.chat.page.RoomControls.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Invitations by link, from the panel of a room to the newcomer's first look at it. */
@InBrowser
class InvitesE2E {
    @Test
    void aNewcomerSignsUpByALinkAndLandsInTheRoom(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        String name = newName("Welcome");
        make(anna, name, PRIVATE, ben);
        Locator form = openInvitations(anna, 2);
        String link = makeLink(form);
        assertThat(form.locator("canvas")).isVisible();
        PageChecks.assertAccessible(anna.page());
        assertThat(form).containsText("10 of 10 uses left");
        button(form, "Close").click();

        Visitor newcomer = visitors.stranger(site);
        newcomer.page().navigate(link);
        assertThat(newcomer.page().locator("main"))
                .containsText("Anna Schmidt invites you to the room “" + name + "”.");
        PageChecks.assertAccessible(newcomer.page());
        signUp(newcomer, "Nia Newcomer");
        assertThat(newcomer.heading()).hasText(name);
        assertThat(newcomer.page().url()).contains("/room/");
        assertThat(anna.page().getByRole(AriaRole.LOG).getByText("Nia Newcomer joined"))
                .isVisible();
        newcomer.awaitConnected();
        newcomer.send("Here I am");
        assertThat(anna.bubble("Here I am")).isVisible();
        assertThat(row(ben, name)).containsText("Here I am");
        assertThat((Integer) newcomer.page().evaluate("history.length"))
                .as("the page of the link is left out of the history")
                .isLessThanOrEqualTo(3);
    }

    private static Locator openInvitations(Visitor owner, int members) {
        button(openPanel(owner, members), "Invite by link").click();
        assertThat(dialog(owner)).containsText("Open invitations");
        return dialog(owner);
    }

    private static String makeLink(Locator form) {
        button(form, "Make a link").click();
        Locator link = form.getByLabel("Link to share");
        assertThat(button(form, "Copy")).isFocused();
        return link.inputValue().replaceFirst("^https?://[^/]+", "");
    }

    private static void signUp(Visitor newcomer, String displayName) {
        newcomer.field("Username").fill(Visitors.newUsername());
        newcomer.field("Display name").fill(displayName);
        newcomer.field("Password").fill(Visitor.PASSWORD);
        newcomer.button("Sign up").click();
    }

    @Test
    void aRevokedLinkIsNotValidAnyMore(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        make(anna, newName("Closed"), PRIVATE);
        Locator form = openInvitations(anna, 1);
        assertThat(form).containsText("There are no open invitations.");
        String link = makeLink(form);
        button(form, "Revoke").click();
        Locator question = anna.page().locator("dialog[open]").last();
        assertThat(question).containsText("Revoke this invitation?");
        button(question, "Revoke").click();
        assertThat(form).containsText("There are no open invitations.");

        Visitor stranger = visitors.stranger(site);
        Response answer = stranger.page().navigate(link);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(stranger.page().locator("main"))
                .containsText("This invitation is not valid (any more). Ask for a new one.");
        PageChecks.assertAccessible(stranger.page());
    }

    @Test
    void anExpiredLinkIsNotValidAnyMore(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        make(anna, newName("Late"), PRIVATE);
        int room = Integer.parseInt(anna.page().url().replaceFirst(".*/room/", ""));
        String link = (String) anna.page()
                .evaluate(
                        "async room => (await (await fetch('/api/invites', { method: 'POST',"
                                + " headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ room,"
                                + " expiresAt: new Date(Date.now() + 500).toISOString() }) })).json()).link",
                        room);
        Visitor stranger = visitors.stranger(site);
        await().pollInSameThread().until(() -> stranger.page().navigate(link).status() == 404);
        assertThat(stranger.page().locator("main"))
                .containsText("This invitation is not valid (any more). Ask for a new one.");
    }

    @Test
    void somebodyWithAnAccountIsAskedOnce(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor");
        String name = newName("A long name asks and asks and asks");
        make(anna, name, PRIVATE);
        String link = makeLink(openInvitations(anna, 1));
        ben.page().navigate(link);
        PageChecks.assertAccessible(ben.page());
        ben.button("Join " + name).click();
        assertThat(ben.heading()).hasText(name);
        ben.page().navigate(link);
        assertThat(ben.heading()).hasText(name);
    }

    @Test
    void aGuestSeesOneRoomAndItsMembers(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor");
        String name = newName("Guests");
        make(anna, name, PRIVATE, ben);
        Locator form = openInvitations(anna, 2);
        form.getByLabel("As guests").check();
        String link = makeLink(form);
        assertThat(form).containsText("for guests");
        button(form, "Close").click();

        Visitor guest = visitors.stranger(site);
        guest.page().navigate(link);
        assertThat(guest.page().locator("main")).containsText("You join as a guest");
        signUp(guest, "Gus Guest");
        assertThat(guest.heading()).hasText(name);
        guest.awaitConnected();
        Page page = guest.page();
        assertThat(page.locator("#people-panel a.person")).hasCount(1);
        assertThat(guest.button("New room")).hasCount(0);
        assertThat(guest.button("Browse rooms")).hasCount(0);
        Locator panel = openPanel(guest, 3);
        assertThat(member(panel, ben)).isVisible();
        assertThat(button(panel, "Add people")).isHidden();
        assertThat(button(panel, "Invite by link")).isHidden();
        PageChecks.assertAccessible(page);
        page.reload();
        guest.awaitConnected();
        assertThat(page.locator("#people-panel a.person")).hasCount(1);
        assertThat(anna.page().locator(".member", new Page.LocatorOptions().setHasText("Gus Guest")))
                .containsText("Guest");
        ben.openDashboard();
        assertThat(ben.page().locator("a.person[href^='/chat/']", new Page.LocatorOptions().setHasText("Gus Guest")))
                .hasCount(0);
    }

    @Test
    void anOwnerAddsAGuestToAFurtherRoom(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor");
        make(anna, newName("First"), PRIVATE, ben);
        Locator form = openInvitations(anna, 2);
        form.getByLabel("As guests").check();
        Visitor guest = visitors.stranger(site);
        guest.page().navigate(makeLink(form));
        String guestName = "Gus Guest who has a name of many letters " + Visitors.newUsername();
        signUp(guest, guestName);
        assertThat(guest.heading()).containsText("First");
        button(form, "Close").click();

        String second = newName("Second");
        make(anna, second, PRIVATE);
        Locator panel = openPanel(anna, 1);
        button(panel, "Add people").click();
        panel.getByLabel("Find people to add").fill(guestName);
        Locator found = panel.locator(".people-search__person");
        assertThat(found).hasCount(1);
        assertThat(found).containsText("Guest");
        for (int width : PageChecks.WIDTHS) {
            PageChecks.show(anna.page(), ColorScheme.DARK, width);
            assertThat(anna.horizontalOverflow()).isZero();
        }
        PageChecks.assertAccessible(anna.page());
        found.click();
        assertThat(panel.locator(".member", new Locator.LocatorOptions().setHasText(guestName)))
                .containsText("Guest");
        assertThat(guest.page().locator("#people-panel a.person")).hasCount(2);

        ben.openDashboard();
        make(ben, newName("Third"), PRIVATE, anna);
        Locator ofBen = openPanel(ben, 2);
        button(ofBen, "Add people").click();
        ofBen.getByLabel("Find people to add").fill(guestName);
        assertThat(ofBen.locator(".people-search__person")).hasCount(1);
        Locator ofAnna = openThird(anna, ben);
        button(ofAnna, "Add people").click();
        ofAnna.getByLabel("Find people to add").fill(guestName);
        assertThat(ofAnna).containsText("Nobody");
        assertThat(ofAnna.locator(".people-search__person")).hasCount(0);
    }

    /** {@return the panel of the room that the owner has open, as another member opens it} */
    private static Locator openThird(Visitor member, Visitor owner) {
        member.page().navigate(owner.page().url());
        member.awaitConnected();
        return openPanel(member, 2);
    }

    @Test
    void anAdministratorInvitesIntoARoomOfOthers(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor rosa = visitors.administrator(site);
        String name = newName("Guided");
        make(anna, name, PRIVATE, ben, rosa);
        String room = anna.page().url();
        for (Visitor visitor : List.of(rosa, ben)) {
            visitor.page().navigate(room);
            visitor.awaitConnected();
        }
        assertThat(button(openPanel(ben, 3), "Invite by link")).isHidden();
        Locator form = openInvitations(rosa, 3);
        makeLink(form);
        assertThat(form).containsText("made by Rosa Lind");
        button(form, "Close").click();

        rosa.page().navigate("/admin");
        rosa.button("Invitations…").click();
        Locator invitation =
                dialog(rosa).getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(name));
        assertThat(invitation).containsText("for the room “" + name + "”");
        assertThat(invitation).containsText("made by Rosa Lind");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : PageChecks.WIDTHS) {
                PageChecks.show(rosa.page(), scheme, width);
                assertThat(rosa.horizontalOverflow()).isZero();
            }
        }
        PageChecks.assertAccessible(rosa.page());
        button(invitation, "Revoke").click();
        button(rosa.page().locator("dialog[open]").last(), "Revoke").click();
        assertThat(invitation).hasCount(0);
        rosa.page().reload();
        assertThat(rosa.page().locator("#audit"))
                .containsText(rosa.username() + " revoked an invitation into the room “" + name + "” that "
                        + rosa.username() + " had made.");
        assertThat((Integer) rosa.page()
                        .evaluate(
                                "async room => (await fetch(`/api/rooms/${room}/members/me`, { method: 'DELETE',"
                                        + " headers: { 'Content-Type': 'application/json' } })).status",
                                room.replaceFirst(".*/room/", "")))
                .isEqualTo(204);
    }

    @Test
    void anAdministratorInvitesToTheServer(ProxiedServer site, Visitors visitors) {
        Visitor rosa = visitors.administrator(site);
        rosa.page().navigate("/admin");
        rosa.button("Invitations…").click();
        Locator form = rosa.page().locator("dialog[open]");
        String link = makeLink(form);
        assertThat(form.getByLabel("As guests")).hasCount(0);
        PageChecks.assertAccessible(rosa.page());
        Visitor newcomer = visitors.stranger(site);
        newcomer.page().navigate(link);
        assertThat(newcomer.page().locator("main")).containsText("Rosa Lind invites you to this ChatBoard.");
        signUp(newcomer, "Sam Server");
        assertThat(newcomer.page().locator("#people-panel")).isVisible();
        assertThat(newcomer.page().url()).endsWith("/dashboard");
    }
}
