package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chatboard.platform.support.JsonText;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The page of search, with answers that the test gives in place of the server. */
@InBrowser
class SearchPageE2E {
    private static final String FIELD = "Search messages and files";
    private static final String NONE = "{\"hits\":[],\"complete\":true}";

    /** The queries of the requests so far, decoded. */
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void scriptsInHitsAndFiltersAreShownAsText(ProxiedServer site, Visitors visitors) {
        String mallorysName = HostileTextE2E.NAMES.get(0);
        Visitor mallory = visitors.member(site, mallorysName);
        Visitor anna = visitors.member(site, "Anna Schmidt");
        String title = HostileTextE2E.SCRIPTS.get(1);
        RoomRequests room = RoomRequests.make("PRIVATE", title, mallory, anna);
        JsonArrayBuilder hits = JsonText.PROVIDER.createArrayBuilder();
        for (int i = 0; i < HostileTextE2E.SCRIPTS.size(); i++) {
            String script = HostileTextE2E.SCRIPTS.get(i);
            hits.add(hit(i + 1, room.id(), title, mallorysName, script)
                    .add(
                            "marks",
                            JsonText.PROVIDER
                                    .createArrayBuilder()
                                    .add(JsonText.PROVIDER
                                            .createArrayBuilder()
                                            .add(0)
                                            .add(5))));
        }
        answer(anna.page(), page(hits));
        anna.page()
                .navigate("/search?q=%22%3E%3Cscript%3Ewindow.ran=0%3C/script%3E&room=" + room.id() + "&sender="
                        + mallory.id());
        Locator texts = anna.page().locator(".message-row__text");
        assertThat(texts).hasCount(HostileTextE2E.SCRIPTS.size());
        for (int i = 0; i < HostileTextE2E.SCRIPTS.size(); i++) {
            assertThat(texts.nth(i))
                    .containsText(HostileTextE2E.SCRIPTS.get(i) + " " + HostileTextE2E.SCRIPTS.get(i) + ".pdf");
            assertThat(texts.nth(i).locator("mark").first())
                    .hasText(HostileTextE2E.SCRIPTS.get(i).substring(0, 5));
        }
        assertThat(anna.page().locator(".message-row__what").first()).hasText(mallorysName + " in " + title);
        assertThat(anna.page().locator(".chosen__name")).hasText(new String[] {"In " + title, "From " + mallorysName});
        assertThat(anna.field(FIELD)).hasValue("\"><script>window.ran=0</script>");
        anna.field(FIELD).fill(HostileTextE2E.SCRIPTS.get(0));
        answer(anna.page(), NONE);
        assertThat(anna.page().getByText("Nothing was found for “" + HostileTextE2E.SCRIPTS.get(0) + "”."))
                .isVisible();
        assertThat(anna.page().evaluate("window.ran === undefined")).isEqualTo(true);
        assertThat(anna.faults()).isEmpty();
    }

    @Test
    void saysWhyThereIsNothingAndOffersAWayOut(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        Page page = anna.page();
        answer(page, NONE);
        page.navigate("/search?room=" + room.id());
        assertThat(page.getByText("Type a word, or part of one")).isVisible();
        assertThat(anna.field(FIELD)).isFocused();
        assertThat(asked).isEmpty();
        PageChecks.assertAccessible(page);
        anna.field(FIELD).fill("soup");
        assertThat(page.getByText("Nothing was found for “soup”.")).isVisible();
        PageChecks.assertAccessible(page);
        anna.link("Search without filters").click();
        assertThat(page).hasURL(site.url() + "/search?q=soup");
        assertThat(anna.link("Search without filters")).hasCount(0);

        fail(page, 503, "{\"title\":\"x\",\"detail\":\"The search does not work at the moment.\"}");
        anna.field(FIELD).fill("soups");
        assertThat(page.getByText("The search does not work at the moment.")).isVisible();
        PageChecks.assertAccessible(page);
        fail(page, 400, "{\"title\":\"x\",\"errors\":{\"q\":\"This cannot be searched for.\"}}");
        anna.field(FIELD).fill("*");
        assertThat(page.getByText("This cannot be searched for.")).isVisible();
        assertThat(anna.button("Try again")).hasCount(0);
        page.unrouteAll();
        page.route("**/api/search**", Route::abort);
        anna.field(FIELD).fill("bread");
        assertThat(page.getByText("The server did not answer.")).isVisible();
        answer(page, "{\"hits\":[],\"complete\":false,\"progress\":42}");
        anna.button("Try again").click();
        assertThat(page.locator("#search-state"))
                .hasText("The search is being set up, 42 % is done: messages may still be missing.");
        answer(
                page,
                page(JsonText.PROVIDER.createArrayBuilder().add(hit(1, room.id(), "Lunch", "Ben Okafor", "bread"))));
        assertThat(page.locator("#search-state")).hasText("1 message found");
        anna.field(FIELD).fill("x".repeat(300));
        assertThat(page.locator("#search-state")).containsText("Only the first 200 characters are searched for.");
        assertThat(asked.get(asked.size() - 1)).contains("q=" + "x".repeat(200) + "&");
    }

    @Test
    void searchesForWhatWasTypedBeforeTheScriptRan(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Page page = anna.page();
        answer(page, NONE);
        List<Route> held = new CopyOnWriteArrayList<>();
        page.route("**/search-page.js", held::add);
        page.navigate("/search", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        anna.field(FIELD).fill("soup");
        page.waitForCondition(() -> !held.isEmpty());
        held.forEach(Route::resume);
        assertThat(page.getByText("Nothing was found for “soup”.")).isVisible();
        assertThat(page).hasURL(site.url() + "/search?q=soup");
    }

    @Test
    void filtersAreInTheAddress(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch " + ben.id(), anna, ben);
        Page page = anna.page();
        answer(
                page,
                page(JsonText.PROVIDER.createArrayBuilder().add(hit(1, room.id(), "Lunch", "Ben Okafor", "soup"))));
        page.navigate("/search?q=soup");
        page.getByText("Filters", new Page.GetByTextOptions().setExact(true)).click();
        anna.field("In a conversation").fill("lunch " + ben.id());
        anna.field("In a conversation").press("Enter");
        Locator chips = page.locator(".chosen__name");
        assertThat(chips).hasText(new String[] {"In Lunch " + ben.id()});
        anna.field("From a person").fill(ben.username());
        page.locator(".people-search__person")
                .filter(new Locator.FilterOptions().setHasText("@" + ben.username()))
                .click();
        assertThat(chips).hasText(new String[] {"In Lunch " + ben.id(), "From Ben Okafor"});
        anna.field("Up to this day").fill("2026-01-02");
        anna.field("With files").check();
        String query = "q=soup&room=" + room.id() + "&sender=" + ben.id() + "&until=2026-01-02&has=file";
        assertThat(page).hasURL(site.url() + "/search?" + query);
        PageChecks.assertAccessible(page);
        PageChecks.show(page, ColorScheme.LIGHT, PageChecks.WIDTHS.get(0));
        anna.field("From this day on").pressSequentially("03032026");
        assertThat(page.locator("#search-state")).hasText("The first day is after the last one. Change one of them.");
        page.goBack();
        assertThat(page.locator("#search-state")).hasText("1 message found");
        page.reload();
        assertThat(chips)
                .hasText(new String[] {"In Lunch " + ben.id(), "From Ben Okafor", "Up to 2 Jan 2026", "With files"});
        assertThat(page.locator("#search-state")).hasText("1 message found");
        String last = asked.get(asked.size() - 1);
        assertThat(last)
                .contains("q=soup", "room=" + room.id(), "sender=" + ben.id(), "has=file")
                .containsPattern("until=2026-01-0[123]T[0-9:]+\\.000Z");
        anna.button("Remove filter: From Ben Okafor").click();
        assertThat(anna.button("Remove filter: Up to 2 Jan 2026")).isFocused();
        page.goBack();
        assertThat(chips).hasCount(4);

        Visitor cleo = visitors.member(site, "Cleo Martin"); // no member of the room
        answer(cleo.page(), NONE);
        cleo.page().navigate("/search?" + query);
        assertThat(cleo.page().locator(".chosen__name").first()).hasText("In a conversation without you");
        assertThat(cleo.page().locator("body")).not().containsText("Lunch");
    }

    @Test
    void theReturnFromAMessageLeadsToItsRow(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", ben, anna);
        room.post(ben, "soup?");
        Page page = anna.page();
        page.route("**/api/search**", route -> {
            int from = Integer.parseInt(decoded(route).replaceFirst(".*cursor=(\\d+).*|.*", "0$1"));
            JsonArrayBuilder hits = JsonText.PROVIDER.createArrayBuilder();
            IntStream.rangeClosed(from + 1, from + 50)
                    .forEach(i -> hits.add(hit(1000 - i, room.id(), "Lunch", "Ben Okafor", "soup number " + i)));
            JsonObjectBuilder body =
                    JsonText.PROVIDER.createObjectBuilder().add("hits", hits).add("complete", true);
            fulfill(
                    route,
                    200,
                    (from == 100 ? body : body.add("next", String.valueOf(from + 50)))
                            .build()
                            .toString());
        });
        page.navigate("/search?q=soup");
        Locator rows = page.locator(".message-row");
        assertThat(page.locator("#search-state")).containsText("The newest 50 messages");
        anna.field(FIELD).press("ArrowDown");
        assertThat(rows.first()).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(rows.nth(1)).isFocused();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        assertThat(anna.field(FIELD)).isFocused();
        rows.last().scrollIntoViewIfNeeded();
        assertThat(rows).hasCount(100);
        rows.last().scrollIntoViewIfNeeded();
        assertThat(rows).hasCount(150);
        rows.nth(119).focus();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/room/" + room.id() + "#message-1$"));
        page.goBack();
        assertThat(rows.nth(119)).isFocused();
        assertThat(rows.nth(119)).isInViewport();
    }

    @Test
    void isReachedByAKeyAndByButtonsWithTheOpenConversation(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", ben, anna);
        Page page = anna.page();
        answer(page, NONE);
        anna.openDashboard();
        page.keyboard().press("Control+Shift+F");
        assertThat(page).hasURL(site.url() + "/search");
        assertThat(anna.heading()).hasText("Search");
        page.goBack();
        anna.awaitConnected();
        room.row(anna).click();
        page.keyboard().press("Control+Shift+F");
        assertThat(page).hasURL(site.url() + "/search?room=" + room.id());
        assertThat(page.locator(".chosen__name")).hasText("In Lunch");
        anna.button("Remove filter: In Lunch").click();
        assertThat(page).hasURL(site.url() + "/search");
        page.keyboard().press("Control+Shift+F");
        assertThat(anna.field(FIELD)).isFocused();
        room.open(anna);
        anna.button("2 members, room details").click();
        anna.link("Search in this room").click();
        assertThat(page).hasURL(site.url() + "/search?room=" + room.id());
        page.navigate("/mentions");
        page.keyboard().press("Control+Shift+F");
        assertThat(anna.heading()).hasText("Search");
        page.setViewportSize(390, 844);
        anna.openChat(ben);
        anna.link("Search in this conversation").click();
        assertThat(anna.heading()).hasText("Search");
        assertThat(anna.horizontalOverflow()).isZero();
        assertThat(page.getByRole(AriaRole.SEARCH)).isVisible();
    }

    private void answer(Page page, String body) {
        page.unrouteAll();
        page.route("**/api/search**", route -> {
            asked.add(decoded(route));
            fulfill(route, 200, body);
        });
    }

    private static void fail(Page page, int status, String problem) {
        page.unrouteAll();
        page.route("**/api/search**", route -> fulfill(route, status, problem));
    }

    private static String decoded(Route route) {
        return URLDecoder.decode(route.request().url().replaceFirst("^[^?]*\\?", ""), StandardCharsets.UTF_8);
    }

    private static void fulfill(Route route, int status, String body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType(status == 200 ? "application/json" : "application/problem+json")
                .setBody(body));
    }

    private static String page(JsonArrayBuilder hits) {
        return JsonText.PROVIDER
                .createObjectBuilder()
                .add("hits", hits)
                .add("complete", true)
                .build()
                .toString();
    }

    /** {@return a hit, with a file of the same name as its text} */
    private static JsonObjectBuilder hit(long id, long room, String title, String sender, String text) {
        var json = JsonText.PROVIDER;
        return json.createObjectBuilder()
                .add(
                        "room",
                        json.createObjectBuilder()
                                .add("room", room)
                                .add("title", title)
                                .add("kind", "PRIVATE"))
                .add(
                        "message",
                        json.createObjectBuilder()
                                .add("room", room)
                                .add("seq", 1)
                                .add("id", id)
                                .add(
                                        "sender",
                                        json.createObjectBuilder()
                                                .add("id", 1)
                                                .add("username", "ben")
                                                .add("displayName", sender))
                                .add("message", text)
                                .add("sentAt", "2026-01-02T03:04:05.000Z")
                                .add(
                                        "files",
                                        json.createArrayBuilder()
                                                .add(json.createObjectBuilder()
                                                        .add("id", "1")
                                                        .add("name", text + ".pdf")
                                                        .add("size", 1)
                                                        .add("type", "application/pdf"))));
    }
}
