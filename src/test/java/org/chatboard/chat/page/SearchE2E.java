package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Json;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Searching for what others have written, from the page to the server's index. */
@InBrowser
class SearchE2E {
    private static final String FIELD = "Search messages and files";

    /** A word that no other test writes. */
    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aHitOpensInItsPlaceAndGoesWithItsMessage(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", ben, anna);
        room.post(ben, "**" + word + "** soup");
        for (int i = 1; i <= 60; i++) {
            room.post(ben, "line " + i);
        }
        room.post(ben, "more of " + word.toUpperCase());
        awaitHits(anna, 2);
        Page page = anna.page();
        page.navigate("/search");
        anna.field(FIELD).pressSequentially(word.substring(1, 6)); // inside a word
        Locator rows = page.locator(".message-row");
        assertThat(rows).hasCount(2);
        assertThat(rows.first()).containsText("Ben Okafor in Lunch");
        assertThat(rows.nth(1).locator(".message-row__text")).containsText(word + " soup");
        assertThat(rows.nth(1).locator("mark")).hasText(word.substring(1, 6));
        rows.nth(1).click();
        assertThat(page).hasURL(Pattern.compile("/room/" + room.id() + "#message-\\d+$"));
        Locator opened = anna.bubble(word + " soup");
        assertThat(opened).isFocused();
        assertThat(opened).isInViewport();
        assertThat(anna.bubble("line 1")).isInViewport();
        page.goBack();
        assertThat(rows.nth(1)).isFocused();

        room.open(ben);
        ben.act("more of " + word.toUpperCase(), "Delete for everyone");
        ben.button("Delete").click();
        assertThat(rows).hasCount(1);
        site.proxy().during(Fault.DISCONNECT, () -> room.remove(ben, anna));
        page.evaluate("dispatchEvent(new Event('online'))");
        assertThat(page.getByText("Nothing was found for “" + word.substring(1, 6) + "”."))
                .isVisible();
    }

    @Test
    void conversationsOfTwoOpenByTheOtherPersonAndOddQueriesAreText(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.openChat(ben).send("Straße ılık C++ * AND \"" + word + "\" @" + ben.username());
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        awaitHits(anna, 1);
        Page page = anna.page();
        anna.link("Search in this conversation").click();
        Locator rows = page.locator(".message-row");
        for (String odd : new String[] {
            "STRASSE " + word, "ILIK " + word, word + " C++ * AND \"", "@" + ben.username() + " " + word
        }) {
            anna.field(FIELD).fill(odd);
            page.waitForURL(url -> url.contains("q=" + encoded(odd) + "&room="));
            assertThat(page.locator("#search-state")).hasText("1 message found");
        }
        assertThat(rows).containsText("You to Ben Okafor");
        rows.click();
        assertThat(page).hasURL(Pattern.compile("/chat/" + ben.username() + "#message-\\d+$"));
        assertThat(page.locator(".message")).isFocused();
    }

    /** Waits until the index has as many messages with the word. */
    private void awaitHits(Visitor visitor, int count) {
        await().pollInSameThread()
                .until(() -> Json.parse(visitor.context()
                                        .request()
                                        .get("/api/search?q=" + word)
                                        .text())
                                .getJsonArray("hits")
                                .size()
                        == count);
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
