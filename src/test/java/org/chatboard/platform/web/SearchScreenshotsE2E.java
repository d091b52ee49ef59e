package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.platform.web.ScreenshotsE2E.shoot;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Saves screenshots of the search to the folder of {@code -Dchatboard.screenshots}. */
@InBrowser
@EnabledIfSystemProperty(named = "chatboard.screenshots", matches = ".+", disabledReason = "made on demand")
class SearchScreenshotsE2E {
    private static final String FIELD = "Search messages and files";

    @Test
    void theSearch(Visitors visitors) {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) {
            Visitor anna = visitors.stranger(site).signUpAs("anna", "Anna Schmidt");
            Visitor ben = visitors.stranger(site).signUpAs("ben", "Ben Okafor");
            Visitor cleo = visitors.stranger(site)
                    .signUpAs("cleo", "Hubert-Blaine-Wolfeschlegelsteinhausenbergerdorff-Schmidt-Okafor");
            Visitor samir = visitors.stranger(site).signUpAs("samir", "سمير حداد");
            long lunch = MentionScreenshotsE2E.room(anna, "Lunch", ben, cleo, samir);
            MentionScreenshotsE2E.room(anna, "A room with a very long name that goes on and on until the end", ben);
            post(
                    ben,
                    lunch,
                    "Soup or salad? The soup is **pumpkin soup** today, see [the menu](https://example.org/soup).");
            post(
                    cleo,
                    lunch,
                    "I had soup. " + "And then a very long story that goes on and on, with words. ".repeat(8)
                            + "More soup?");
            post(samir, lunch, "مرحبا، هل يوجد soup اليوم؟");
            post(anna, lunch, "```\nint soup = 1;\n```\nSoup wins.");
            anna.openChat(ben).send("Donaudampfschifffahrtssoupe" + "elektrizitätenhauptbetriebswerk".repeat(5));
            assertThat(anna.page().locator(".message--pending")).hasCount(0);
            shoot(anna, "search-buttons");
            Page page = anna.page();
            page.navigate("/search?room=" + lunch);
            shoot(anna, "search-begin");
            anna.field(FIELD).fill("nothing of this kind");
            assertThat(anna.link("Search without filters")).isVisible();
            shoot(anna, "search-none");
            page.navigate("/search");
            anna.field(FIELD).fill("soup");
            assertThat(page.locator("#search-state")).hasText("5 messages found");
            shoot(anna, "search");
            page.getByText("Filters", new Page.GetByTextOptions().setExact(true))
                    .click();
            anna.field("From a person").fill("b");
            assertThat(page.locator(".people-search__person:visible").first()).isVisible();
            shoot(anna, "search-person");
            page.keyboard().press("Enter");
            anna.field("From this day on").fill("2026-01-02");
            anna.field("With files").check();
            shoot(anna, "search-filters");
            page.route(
                    "**/api/search**",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setStatus(503)
                            .setContentType("application/problem+json")
                            .setBody(
                                    "{\"detail\":\"The search does not work at the moment. Everything else does.\"}")));
            page.navigate("/search?q=soup");
            assertThat(anna.button("Try again")).isVisible();
            shoot(anna, "search-failed");
        }
    }

    private static void post(Visitor sender, long room, String text) {
        sender.context()
                .request()
                .post(
                        "/api/rooms/" + room + "/messages",
                        RequestOptions.create().setData(Map.of("cid", "c" + System.nanoTime(), "message", text)));
    }
}
