package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.chat.page.RoomControls.PRIVATE;
import static org.chatboard.chat.page.RoomControls.PUBLIC;
import static org.chatboard.chat.page.RoomControls.act;
import static org.chatboard.chat.page.RoomControls.add;
import static org.chatboard.chat.page.RoomControls.browse;
import static org.chatboard.chat.page.RoomControls.button;
import static org.chatboard.chat.page.RoomControls.confirm;
import static org.chatboard.chat.page.RoomControls.details;
import static org.chatboard.chat.page.RoomControls.dialog;
import static org.chatboard.chat.page.RoomControls.edit;
import static org.chatboard.chat.page.RoomControls.make;
import static org.chatboard.chat.page.RoomControls.member;
import static org.chatboard.chat.page.RoomControls.newName;
import static org.chatboard.chat.page.RoomControls.openPanel;
import static org.chatboard.chat.page.RoomControls.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Three people make rooms, find them, talk in them and manage them. */
@InBrowser
class RoomsE2E {
    @Test
    void threePeopleMakeARoomTalkAndManageIt(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor cleo = visitors.member(site, "Cleo Martin").openDashboard();
        String name = newName("Lunch");
        make(anna, name, PRIVATE, ben);
        row(ben, name).click();
        assertThat(ben.heading()).hasText(name);

        Locator panel = openPanel(anna, 2);
        add(anna, cleo);
        assertThat(member(panel, cleo)).isVisible();
        assertThat(details(anna, 3)).isVisible();
        row(cleo, name).click();
        anna.send("from Anna");
        ben.sees("from Anna");
        ben.send("from Ben");
        cleo.sees("from Anna", "from Ben");
        cleo.send("from Cleo");
        for (Visitor each : new Visitor[] {anna, ben, cleo}) {
            each.sees("from Anna", "from Ben", "from Cleo");
        }
        member(panel, ben).scrollIntoViewIfNeeded(); // the page watches the people on the screen
        assertThat(member(panel, ben).locator(".avatar")).hasAttribute("data-presence", "online");

        String renamed = newName("Late lunch");
        edit(panel, "Change the name", "Name", renamed);
        edit(panel, "Change the topic", "Topic", "Where we eat");
        assertThat(panel).containsText("Where we eat");
        for (Visitor each : new Visitor[] {anna, ben, cleo}) {
            assertThat(each.heading()).hasText(renamed);
        }

        Locator bens = openPanel(ben, 3);
        assertThat(member(bens, cleo)).isVisible();
        assertThat(button(bens, "Change the name")).isHidden();
        assertThat(button(bens, "Actions for Cleo Martin")).isHidden();
        act(anna, ben, "Make owner");
        assertThat(member(panel, ben)).containsText("Owner");
        act(ben, cleo, "Remove from room");
        confirm(ben, "Remove");
        assertThat(member(bens, cleo)).hasCount(0);
        assertThat(member(panel, cleo)).hasCount(0); // the event line refreshes the panel of Anna too
        assertThat(row(cleo, renamed)).hasCount(0);
        assertThat(cleo.composer()).isHidden();
        act(anna, ben, "Make member");
        assertThat(member(panel, ben)).not().containsText("Owner");
        assertThat(button(bens, "Change the name")).isHidden();
    }

    @Test
    void aPublicRoomIsFoundJoinedAndLeft(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor cleo = visitors.member(site, "Cleo Martin").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        String name = newName("Cinema");
        make(anna, name, PUBLIC);
        assertThat(details(anna, 1)).isVisible();

        Locator found = browse(cleo, name);
        assertThat(found).containsText("1 member");
        button(found, "Join " + name).click();
        assertThat(dialog(cleo)).hasCount(0);
        assertThat(cleo.heading()).hasText(name);
        button(browse(ben, name), "Join " + name).click();
        cleo.send("Which film?");
        anna.sees("Which film?");
        ben.sees("Which film?");

        cleo.page().navigate("/dashboard");
        cleo.awaitConnected();
        button(browse(cleo, name), "Open " + name).click();
        assertThat(cleo.heading()).hasText(name);
        button(openPanel(cleo, 3), "Leave room").click();
        confirm(cleo, "Leave room");
        assertThat(cleo.heading()).hasText("People");
        assertThat(row(cleo, name)).hasCount(0);
        assertThat(details(anna, 2)).isVisible();
        assertThat(button(browse(cleo, name), "Join " + name)).isVisible();
    }

    @Test
    void theLastOwnerStaysAndOwnersArchiveAndRestore(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor cleo = visitors.member(site, "Cleo Martin").openDashboard();
        String name = newName("Archive");
        make(anna, name, PRIVATE, ben, cleo);
        row(ben, name).click();
        Locator panel = openPanel(anna, 3);
        Locator bens = openPanel(ben, 3);

        button(panel, "Leave room").click();
        confirm(anna, "Leave room");
        assertThat(panel.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("owner")))
                .isVisible();
        assertThat(anna.heading()).hasText(name);

        assertThat(button(bens, "Archive room")).isHidden();
        button(panel, "Archive room").click();
        confirm(anna, "Archive room");
        assertThat(panel).containsText("This room is archived.");
        assertThat(button(panel, "Add people")).isHidden();
        assertThat(button(panel, "Change the name")).isHidden();
        assertThat(bens).containsText("This room is archived.");
        assertThat(ben.composer()).isHidden();
        button(panel, "Restore room").click();
        confirm(anna, "Restore room");
        assertThat(bens).not().containsText("This room is archived.");
        ben.send("we are back");
        anna.sees("we are back");

        stepDown(anna);
        assertThat(panel).containsText("Make another member an owner first.");
        assertThat(member(panel, anna)).containsText("Owner");
        act(anna, ben, "Make owner");
        stepDown(anna);
        assertThat(member(panel, anna)).not().containsText("Owner");
        assertThat(button(panel, "Archive room")).isHidden();
        button(panel, "Leave room").click();
        confirm(anna, "Leave room");
        assertThat(row(anna, name)).hasCount(0);
        assertThat(details(ben, 2)).isVisible();
    }

    private static void stepDown(Visitor owner) {
        act(owner, owner, "Step down as owner");
        confirm(owner, "Step down as owner");
    }

    @Test
    void aReconnectedPanelShowsWhatWasChangedMeanwhile(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt")
                .openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor cleo = visitors.member(site, "Cleo Martin").openDashboard();
        String name = newName("Train");
        String renamed = newName("Night train");
        make(ben, name, PUBLIC, anna);
        row(anna, name).click();
        Locator panel = openPanel(anna, 2);
        site.proxy().during(Fault.DISCONNECT, () -> {
            Locator bens = openPanel(ben, 2);
            edit(bens, "Change the name", "Name", renamed);
            add(ben, cleo);
            act(ben, anna, "Make owner");
            assertThat(member(bens, anna)).containsText("Owner");
        });
        anna.goOnline();
        assertThat(anna.heading()).hasText(renamed);
        assertThat(details(anna, 3)).isVisible();
        assertThat(member(panel, cleo)).isVisible();
        assertThat(button(panel, "Change the name")).isVisible();
        site.proxy().during(Fault.DISCONNECT, () -> {
            act(ben, anna, "Remove from room");
            confirm(ben, "Remove");
            assertThat(details(ben, 2)).isVisible();
        });
        anna.goOnline();
        assertThat(panel).isHidden();
        assertThat(row(anna, renamed)).hasCount(0);
    }

    @Test
    void aSecondDeviceFollowsWhatTheFirstDoes(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor phone = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor cleo = visitors.member(site, "Cleo Martin").openDashboard();
        String name = newName("Garden");
        make(anna, name, PUBLIC, ben, cleo);
        row(phone, name).click();
        Locator panel = openPanel(phone, 3);
        act(anna, ben, "Make owner");
        assertThat(member(panel, ben)).containsText("Owner");
        edit(panel, "Change the topic", "Topic", "Tomatoes");
        row(ben, name).click();
        assertThat(openPanel(ben, 3)).containsText("Tomatoes");
        button(panel, "Leave room").click();
        confirm(phone, "Leave room");
        assertThat(row(phone, name)).hasCount(0);
        assertThat(row(anna, name)).hasCount(0);
        assertThat(details(anna, 3)).isHidden();
        button(browse(anna, name), "Join " + name).click();
        assertThat(row(phone, name)).isVisible();
    }
}
