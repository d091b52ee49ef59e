package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.chat.page.RoomControls.PRIVATE;
import static org.chatboard.chat.page.RoomControls.PUBLIC;
import static org.chatboard.chat.page.RoomControls.act;
import static org.chatboard.chat.page.RoomControls.add;
import static org.chatboard.chat.page.RoomControls.button;
import static org.chatboard.chat.page.RoomControls.choose;
import static org.chatboard.chat.page.RoomControls.details;
import static org.chatboard.chat.page.RoomControls.dialog;
import static org.chatboard.chat.page.RoomControls.field;
import static org.chatboard.chat.page.RoomControls.make;
import static org.chatboard.chat.page.RoomControls.member;
import static org.chatboard.chat.page.RoomControls.newName;
import static org.chatboard.chat.page.RoomControls.openPanel;
import static org.chatboard.chat.page.RoomControls.row;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.TouchTargets;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The dialogs and the panel of rooms: what they say when something fails, the keyboard, the phone. */
@InBrowser
class RoomDialogsE2E {
    @Test
    void theSenderSeesWhoHasReadAMessage(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor cleo = visitors.member(site, "Cleo Diaz").openDashboard();
        make(anna, newName("Readers"), PRIVATE, ben, cleo);
        anna.send("Who has read this?");
        anna.act("Who has read this?", "Read by…");
        assertThat(dialog(anna)).containsText("Nobody has read this message yet");
        PageChecks.assertAccessible(anna.page());
        anna.page().keyboard().press("Escape");
        ben.page().navigate(anna.page().url());
        ben.sees("Who has read this?");
        String id = anna.bubble("Who has read this?").getAttribute("data-id");
        anna.page()
                .waitForFunction(
                        "async id => (await (await fetch(`/api${location.pathname.replace('room', 'rooms')}/messages/${id}/readers`))"
                                + ".json()).readers.length === 1",
                        id);
        anna.act("Who has read this?", "Read by…");
        assertThat(dialog(anna).locator(".member")).hasCount(1);
        assertThat(dialog(anna)).containsText("Ben Okafor");
    }

    @Test
    void nothingTypedIsLostWhenARoomIsNotMade(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor");
        String name = newName("Budget");
        anna.button("New room").press("Enter");
        Locator form = dialog(anna);
        assertThat(field(form, "Name")).isFocused();
        field(form, "Name").fill("\u200b ");
        button(form, "Create").click();
        assertThat(field(form, "Name")).isFocused();
        assertThat(field(form, "Name")).hasAttribute("aria-invalid", "true");
        field(form, "Name").fill("a".repeat(65));
        assertThat(form).containsText("1 character too many");
        field(form, "Name").fill(name);
        field(form, "Topic (optional)").fill("Numbers");
        form.getByLabel(PUBLIC).check();
        choose(form, ben);
        PageChecks.assertAccessible(anna.page());

        anna.page().route("**/api/rooms", route -> {
            route.fetch(); // the server makes the room, and its answer is lost
            route.abort();
        });
        button(form, "Create").click();
        assertThat(form).containsText("The server did not answer.");
        anna.page().unroute("**/api/rooms");
        anna.page()
                .route(
                        "**/api/rooms",
                        route -> route.fulfill(problem(400, "\"errors\":{\"topic\":\"Not this one.\"}")));
        button(form, "Create").click();
        assertThat(field(form, "Topic (optional)")).isFocused();
        assertThat(form).containsText("Not this one.");
        anna.page().unroute("**/api/rooms");
        assertThat(field(form, "Name")).hasValue(name);
        assertThat(form.getByLabel(PUBLIC)).isChecked();
        button(form, "Create").click();
        assertThat(anna.heading()).hasText(name);
        assertThat(row(anna, name)).hasCount(1);
        Locator panel = openPanel(anna, 2);
        assertThat(panel).containsText("Numbers");
        assertThat(panel).containsText("This room is public");
    }

    @Test
    void aRoomIsMadeWithAtMost256People(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        String people = IntStream.rangeClosed(1, 257)
                .mapToObj(id ->
                        "{\"id\":%d,\"username\":\"p%1$d\",\"displayName\":\"Person %1$d\"}".formatted(900_000 + id))
                .collect(Collectors.joining(",", "{\"people\":[", "]}"));
        anna.page().route("**/api/people**", route -> route.fulfill(json(people)));
        anna.button("New room").click();
        Locator form = dialog(anna);
        Locator offered = form.locator(".people-search__person");
        assertThat(offered).hasCount(257);
        form.evaluate(
                "form => { for (let i = 0; i < 255; i++) form.querySelector('.people-search__person').click(); }");
        assertThat(offered).hasCount(2);
        assertThat(form).not().containsText("the most at once");
        offered.first().click();
        assertThat(form.locator(".chosen__person")).hasCount(256);
        assertThat(offered).hasCount(0);
        assertThat(form).containsText("These are 256 people, the most at once.");
        form.locator(".chosen__remove").first().click();
        assertThat(offered).hasCount(2);
        assertThat(form).not().containsText("the most at once");
    }

    @Test
    void aProblemOfTheServerIsSaidInThePanel(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        make(anna, newName("Trouble"), PRIVATE, ben);
        Locator panel = openPanel(anna, 2);
        String members = "**/api/rooms/*/members**";
        anna.page().route(members, Route::abort);
        panel.getByLabel("Find members").fill(ben.username());
        assertThat(panel).containsText("The server did not answer.");
        assertThat(button(panel, "Try again")).isVisible();
        anna.page().unroute(members);
        panel.getByLabel("Find members").fill("@" + ben.username());
        assertThat(member(panel, ben)).isVisible();
        assertThat(member(panel, anna)).hasCount(0);
        assertThat(button(panel, "Try again")).isHidden();
        String added = "**/members/" + cleo.id();
        anna.page().route(added, route -> route.fulfill(problem(409, "\"detail\":\"The room is full.\"")));
        add(anna, cleo);
        assertThat(panel).containsText("Cleo Martin was not added. The room is full.");
        anna.page().unroute(added);
        String bens = "**/members/" + ben.id();
        anna.page().route(bens, route -> route.fulfill(problem(403, "\"detail\":\"Owners only.\"")));
        act(anna, ben, "Make owner");
        assertThat(panel).containsText("Owners only.");
        anna.page().unroute(bens);
        anna.page()
                .route("**/api/rooms/public**", route -> route.fulfill(problem(503, "\"detail\":\"Try again soon.\"")));
        anna.button("Browse rooms").click();
        assertThat(dialog(anna)).containsText("Try again soon.");
        anna.page().unroute("**/api/rooms/public**");
        anna.page().route("**/api/rooms/public**", route -> route.fulfill(json("{\"rooms\":[]}")));
        button(dialog(anna), "Try again").click();
        assertThat(dialog(anna)).containsText("No public rooms yet.");
        button(dialog(anna), "Make one.").click();
        assertThat(field(dialog(anna), "Name")).isFocused();
    }

    @Test
    void dialogsThatCannotBeLoadedAreLoadedAtTheNextPress(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        anna.page().route("**/js/rooms/**", Route::abort);
        anna.button("New room").click();
        assertThat(anna.page().locator(".spoken")).containsText("This could not be loaded.");
        anna.page().unroute("**/js/rooms/**");
        anna.button("New room").click();
        assertThat(field(dialog(anna), "Name")).isFocused();
    }

    @Test
    void thePanelStandsBesideTheConversationAndEscapeClosesIt(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor");
        String name = newName("Keys");
        make(anna, name, PRIVATE, ben);
        Locator panel = openPanel(anna, 2);
        assertThat(button(panel, "Close")).isFocused();
        assertThat(details(anna, 2)).hasAttribute("aria-expanded", "true");
        assertThat(anna.composer()).isEditable();
        PageChecks.assertAccessible(anna.page());
        PageChecks.show(anna.page(), ColorScheme.LIGHT, 1280);
        button(panel, "Change the name").click();
        assertThat(field(panel, "Name")).hasValue(name);
        anna.page().keyboard().press("Escape");
        assertThat(button(panel, "Change the name")).isFocused();
        button(panel, "Actions for Ben Okafor").press("Enter");
        anna.page().keyboard().press("Escape");
        assertThat(button(panel, "Actions for Ben Okafor")).isFocused();
        anna.page().keyboard().press("Escape");
        assertThat(panel).isHidden();
        assertThat(details(anna, 2)).isFocused();
        assertThat(anna.heading()).hasText(name);
        anna.page().keyboard().press("Escape");
        assertThat(anna.heading()).hasText("People");
    }

    @Test
    void onAPhoneThePanelCoversTheConversation(ProxiedServer site, Visitors visitors) {
        Browser.NewContextOptions window =
                Visitors.window().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true);
        Visitor anna = visitors.member(site.url(), window, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor");
        TouchTargets.assertHits(anna.page());
        String name = newName("Phone");
        anna.button("New room").tap();
        Locator form = dialog(anna);
        field(form, "Name").fill(name);
        choose(form, ben);
        TouchTargets.assertHits(anna.page());
        button(form, "Create").tap();
        assertThat(anna.heading()).hasText(name);
        TouchTargets.assertHits(anna.page());
        Locator panel = openPanel(anna, 2);
        assertThat(panel).isInViewport();
        assertThat(anna.composer()).hasCount(1);
        assertThat(anna.page().locator("#composer")).hasJSProperty("inert", true);
        button(panel, "Add people").tap();
        assertThat(panel.getByLabel("Find people to add")).isVisible();
        assertThat(anna.horizontalOverflow()).isZero();
        button(panel, "Close").tap();
        assertThat(panel).isHidden();
        anna.sendByTap("from the phone");
        anna.sees("from the phone");
    }

    private static Route.FulfillOptions json(String body) {
        return new Route.FulfillOptions().setContentType("application/json").setBody(body);
    }

    private static Route.FulfillOptions problem(int status, String field) {
        return json("{\"status\":" + status + "," + field + "}").setStatus(status);
    }
}
