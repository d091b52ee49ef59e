package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.platform.web.ScreenshotsE2E.shoot;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Saves screenshots of rooms, invitations and guests to the folder of {@code -Dchatboard.screenshots}. */
@InBrowser
@EnabledIfSystemProperty(named = "chatboard.screenshots", matches = ".+", disabledReason = "made on demand")
class RoomScreenshotsE2E {
    private static final String LONG_NAME = "Hubert-Blaine-Wolfeschlegelsteinhausenbergerdorff-Schmidt-Okafor";

    @Test
    void roomsInvitationsAndGuests(Visitors visitors) {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) {
            Visitor anna = visitors.stranger(site).signUpAs("anna", "Anna Schmidt");
            anna.openDashboard();
            shoot(anna, "list-empty");
            Visitor ben = visitors.stranger(site).signUpAs("ben", "Ben Okafor");
            Visitor cleo = visitors.stranger(site).signUpAs("cleo", "Cleo Martin");
            Visitor samir = visitors.stranger(site).signUpAs("samir", "سمير حداد");
            browseNothing(anna);
            make(anna, "Moving house", "Who does what until Friday", ben, cleo, samir);
            shoot(anna, "room-empty");
            talk(anna, ben, cleo);
            make(anna, LONG_NAME, "", ben);
            make(anna, "Lunch", "Soup or salad?", cleo, samir);
            ben.openChat(anna).send("See you at two?");
            assertThat(ben.page().locator(".message--pending")).hasCount(0);
            anna.openDashboard();
            cleo.openDashboard();
            row(cleo, "Lunch").click();
            assertThat(cleo.heading()).hasText("Lunch");
            say(cleo, "@anna soup today, and @samir says salad");
            assertThat(row(anna, "Lunch").locator(".person__mentions")).isVisible();
            shoot(anna.openDashboard(), "list");
            row(anna, "Moving house").click();
            assertThat(anna.heading()).hasText("Moving house");
            anna.page().mouse().move(0, 0);
            shoot(anna, "room");
            panel(anna, 4);
            shoot(anna, "room-panel");
            invite(site, visitors, anna);
            delete(anna);
            typing(anna, ben, cleo);
            administer(site, visitors.stranger(site));
            archive(anna);
        }
    }

    private static void browseNothing(Visitor anna) {
        anna.openDashboard().button("Browse rooms").click();
        assertThat(dialog(anna)).containsText("No public rooms yet.");
        shoot(anna, "rooms-public-none");
        anna.page().keyboard().press("Escape");
    }

    private static void make(Visitor owner, String name, String topic, Visitor... members) {
        owner.openDashboard().button("New room").click();
        Locator dialog = dialog(owner);
        dialog.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))
                .fill(name);
        dialog.getByLabel("Topic (optional)").fill(topic);
        dialog.getByLabel("Public").check();
        for (Visitor member : members) {
            dialog.getByLabel("Add people (optional)").fill(member.username());
            dialog.getByText("@" + member.username()).click();
        }
        if (members.length > 2) {
            shoot(owner, "room-new");
        }
        owner.button("Create").click();
        assertThat(owner.heading()).hasText(name);
        assertThat(owner.page().locator(".event")).hasCount(1);
    }

    private static void talk(Visitor anna, Visitor ben, Visitor cleo) {
        for (Visitor each : List.of(ben, cleo)) {
            each.openDashboard();
            row(each, "Moving house").click();
            assertThat(each.heading()).hasText("Moving house");
        }
        say(anna, "The lorry comes on Friday at nine. Three things are open:\n1. keys\n2. boxes\n3. **the piano**");
        say(ben, "Boxes are done, forty of them in the cellar.");
        say(cleo, "@anna I fetch the keys on Thursday. The piano needs four people:\n> at least two of them strong");
        say(ben, "I know somebody. His rule for pianos:\n```\nif (stairs > 2) sell();\n```");
        anna.act("Boxes are done, forty of them in the cellar.", "Reply");
        say(anna, "Thank you! Please write the room on each.");
        assertThat(cleo.bubble("Thank you! Please write the room on each.")).isVisible();
    }

    private static void say(Visitor speaker, String text) {
        speaker.send(text);
        assertThat(speaker.page().locator(".message--pending")).hasCount(0);
    }

    private static void invite(ProxiedServer site, Visitors visitors, Visitor anna) {
        anna.page().locator("#room-panel").getByText("Invite by link").click();
        assertThat(dialog(anna)).containsText("There are no open invitations.");
        shoot(anna, "invite-none");
        dialog(anna).getByLabel("As guests").check();
        dialog(anna).getByText("Make a link").click();
        Locator link = dialog(anna).getByLabel("Link to share");
        assertThat(link).isVisible();
        shoot(anna, "invite");
        Visitor guest = visitors.stranger(site);
        guest.page().navigate(link.inputValue().replaceFirst("^https?://[^/]+", ""));
        shoot(guest, "join");
        guest.field("Username").fill("gina");
        guest.field("Display name").fill("Gina Guest");
        guest.field("Password").fill(Visitor.PASSWORD);
        guest.button("Sign up").click();
        assertThat(guest.heading()).hasText("Moving house");
        guest.awaitConnected();
        shoot(guest, "guest-room");
        shoot(guest.openDashboard(), "guest-list");
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate("/join/0123456789abcdefghijkl");
        shoot(stranger, "join-invalid");
        anna.openDashboard();
        row(anna, "Moving house").click();
        panel(anna, 5);
        anna.page().locator("#room-panel").getByText("Invite by link").click();
        assertThat(dialog(anna)).containsText("9 of 10 uses left");
        shoot(anna, "invite-open");
        anna.page().keyboard().press("Escape");
        anna.page().locator("#room-details").click();
        anna.page().mouse().move(0, 0);
    }

    private static void delete(Visitor owner) {
        owner.act("Boxes are done, forty of them in the cellar.", "Delete for everyone");
        assertThat(dialog(owner)).containsText("Ben Okafor");
        shoot(owner, "room-delete");
        owner.page().keyboard().press("Escape");
    }

    private static void administer(ProxiedServer site, Visitor administrator) {
        ScreenshotsE2E.shootFirstStart(site, administrator);
        administrator.page().navigate("/admin");
        administrator.field("Find the person").fill("gina");
        assertThat(administrator.page().locator("#help-links li button")).hasCount(1);
        shoot(administrator, "admin-guest");
    }

    private static void typing(Visitor anna, Visitor ben, Visitor cleo) {
        for (Visitor each : List.of(ben, cleo)) {
            each.openDashboard();
            row(each, "Moving house").click();
            assertThat(each.heading()).hasText("Moving house");
            each.awaitConnected();
            each.composer().pressSequentially("I think");
        }
        assertThat(anna.page().getByText("are typing").first()).isVisible();
        shoot(anna, "room-typing");
    }

    private static void archive(Visitor anna) {
        panel(anna, 5);
        anna.button("Archive room").click();
        dialog(anna).getByRole(AriaRole.BUTTON).last().click();
        assertThat(anna.page().locator(".event").last()).containsText("archived");
        anna.page().keyboard().press("Escape");
        shoot(anna, "room-archived");
        shoot(anna.openDashboard(), "list-archived");
    }

    private static void panel(Visitor visitor, int members) {
        visitor.page().locator("#room-details").click();
        assertThat(visitor.page().locator("#room-panel .member")).hasCount(members);
    }

    private static Locator dialog(Visitor visitor) {
        return visitor.page().locator("dialog[open]").last();
    }

    private static Locator row(Visitor visitor, String name) {
        return visitor.page()
                .locator("a.person[data-room]", new Page.LocatorOptions().setHasText(name))
                .first();
    }
}
