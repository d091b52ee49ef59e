package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.platform.web.ScreenshotsE2E.shoot;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;
import org.chatboard.testing.FileToSend;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Json;
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
            FileToSend.send(
                    ben,
                    lunch,
                    "Soup or salad? The soup is **pumpkin soup** today, see [the menu](https://example.org/soup).");
            FileToSend.send(
                    cleo,
                    lunch,
                    "I had soup. " + "And then a very long story that goes on and on, with words. ".repeat(8)
                            + "More soup?");
            FileToSend.send(samir, lunch, "مرحبا، هل يوجد soup اليوم؟");
            FileToSend.send(anna, lunch, "```\nint soup = 1;\n```\nSoup wins.");
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
            String first = Json.parse(anna.context()
                            .request()
                            .get("/api/search?q=soup&limit=2")
                            .text())
                    .getJsonArray("hits")
                    .toString();
            answer(page, 200, "{\"hits\":" + first + ",\"complete\":false,\"progress\":42}");
            page.navigate("/search?q=soup");
            assertThat(page.locator("#search-state")).containsText("42 %");
            shoot(anna, "search-building");
            answer(page, 503, "{\"detail\":\"The search does not work at the moment. Everything else does.\"}");
            page.navigate("/search?q=soup");
            assertThat(anna.button("Try again")).isVisible();
            shoot(anna, "search-failed");
        }
    }

    @Test
    void messagesAndFilesOfAWord(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        long house = MentionScreenshotsE2E.room(anna, "Moving house", ben, cleo);
        long lunch = MentionScreenshotsE2E.room(ben, "Lunch", anna);
        FileToSend.send(cleo, house, "The removal van is booked for Friday at eight. Who has **the keys**?");
        FileToSend.send(ben, lunch, "Soup again? I moved our table to the window.");
        FileToSend.send(
                anna, house, "I have. Please read the list before you pack.", FileToSend.text("Removal list.ods", "1"));
        FileToSend.send(cleo, house, "What nobody wants any more goes to the hall, I remove it on Thursday.");
        FileToSend.send(
                ben, house, "The server moves last: copy `data/`, start it there, and tell people the new address.");
        Page page = anna.page();
        page.navigate("/search");
        anna.field(FIELD).fill("mov");
        assertThat(page.locator("#search-state")).hasText("5 messages found");
        shoot(anna, "search-word");
    }

    private static void answer(Page page, int status, String body) {
        page.unrouteAll();
        page.route(
                "**/api/search**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(status)
                        .setContentType(status == 200 ? "application/json" : "application/problem+json")
                        .setBody(body)));
    }
}
