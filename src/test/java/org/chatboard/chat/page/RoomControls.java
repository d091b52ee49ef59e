package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chatboard.testing.Visitor;

/** What people do in the dialogs and the panel of rooms. */
final class RoomControls {
    static final String PRIVATE = "Private";
    static final String PUBLIC = "Public";
    private static final String ROOM_ADDRESS = "/room/\\d+$";

    private RoomControls() {}

    /** {@return a name that no other room of the shared server has} */
    static String newName(String beginning) {
        return beginning + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Makes a room by the dialog and waits until it is open. */
    static void make(Visitor owner, String name, String kind, Visitor... members) {
        owner.button("New room").click();
        Locator form = dialog(owner);
        field(form, "Name").fill(name);
        form.getByLabel(kind).check();
        for (Visitor member : members) {
            choose(form, member);
        }
        button(form, "Create").click();
        assertThat(form).hasCount(0);
        assertThat(owner.page()).hasURL(Pattern.compile(ROOM_ADDRESS));
        assertThat(owner.heading()).hasText(name);
    }

    static void choose(Locator form, Visitor person) {
        form.getByLabel("Add people (optional)").fill(person.username());
        found(form, person).click();
        assertThat(button(form, "Remove " + person.displayName())).isVisible();
    }

    private static Locator found(Locator within, Visitor person) {
        return within.locator(".people-search__person")
                .filter(new Locator.FilterOptions().setHasText("@" + person.username()));
    }

    /** {@return the room in the dialog of the public rooms, which is opened and searched} */
    static Locator browse(Visitor visitor, String name) {
        visitor.button("Browse rooms").click();
        field(dialog(visitor), "Find a room").fill(name);
        return dialog(visitor).getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(name));
    }

    /** {@return the panel of the open room, opened if it was not} */
    static Locator openPanel(Visitor visitor, int members) {
        assertThat(details(visitor, members)).isVisible();
        Locator panel = visitor.page().locator("#room-panel");
        if (!panel.isVisible()) {
            details(visitor, members).click();
        }
        assertThat(panel).isVisible();
        return panel;
    }

    static Locator details(Visitor visitor, int members) {
        String count = String.format(Locale.ROOT, "%,d", members);
        return visitor.button(count + (members == 1 ? " member" : " members") + ", room details");
    }

    static void add(Visitor visitor, Visitor person) {
        Locator panel = visitor.page().locator("#room-panel");
        Locator find = panel.getByLabel("Find people to add");
        if (!find.isVisible()) {
            button(panel, "Add people").click();
        }
        find.fill(person.username());
        find.press("Enter");
    }

    static void edit(Locator panel, String action, String label, String text) {
        button(panel, action).click();
        field(panel, label).fill(text);
        button(panel, "Save").click();
        assertThat(field(panel, label)).isHidden();
    }

    /** Chooses an action in the menu of a member, in the open panel. */
    static void act(Visitor owner, Visitor member, String action) {
        Locator panel = owner.page().locator("#room-panel");
        if (!panel.isVisible()) {
            owner.page().locator("#room-details").click();
        }
        button(member(panel, member), "Actions for " + member.displayName()).click();
        owner.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(action).setExact(true))
                .click();
    }

    static void confirm(Visitor visitor, String answer) {
        button(dialog(visitor), answer).click();
    }

    static Locator dialog(Visitor visitor) {
        return visitor.page().getByRole(AriaRole.DIALOG);
    }

    static Locator member(Locator panel, Visitor visitor) {
        return panel.locator(".member[data-account-id='" + visitor.id() + "']");
    }

    static Locator row(Visitor visitor, String room) {
        return visitor.page().locator("a.person[data-room]").filter(new Locator.FilterOptions().setHasText(room));
    }

    static Locator field(Locator within, String label) {
        return within.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
