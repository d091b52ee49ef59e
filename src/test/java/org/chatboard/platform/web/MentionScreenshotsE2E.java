package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.platform.web.ScreenshotsE2E.shoot;

import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import java.util.stream.Stream;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Saves screenshots of mentions to the folder of {@code -Dchatboard.screenshots}. */
@InBrowser
@EnabledIfSystemProperty(named = "chatboard.screenshots", matches = ".+", disabledReason = "made on demand")
class MentionScreenshotsE2E {
    @Test
    void suggestionsBadgesAndThePageOfMentions(Visitors visitors) {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) {
            Visitor anna = visitors.stranger(site).signUpAs("anna", "Anna Schmidt");
            Visitor ben = visitors.stranger(site).signUpAs("ben", "Ben Okafor");
            Visitor cleo = visitors.stranger(site)
                    .signUpAs("cleo", "Hubert-Blaine-Wolfeschlegelsteinhausenbergerdorff-Schmidt-Okafor");
            Visitor samir = visitors.stranger(site).signUpAs("samir", "سمير حداد");
            anna.openDashboard();
            long lunch = room(anna, "Lunch", ben, cleo, samir);
            room(anna, "A room with a very long name that goes on and on until the end", ben);
            ben.page().navigate("/mentions");
            assertThat(ben.page().locator(".paged__status")).not().isEmpty();
            shoot(ben, "mentions-none");
            ben.openDashboard();
            ben.openChat(anna).send("Have you booked a table?");
            assertThat(ben.page().locator(".message--pending")).hasCount(0);
            ben.openDashboard();
            anna.page().navigate("/room/" + lunch);
            anna.awaitConnected();
            anna.send("@ben and @samir: soup or salad? Not `@cleo`, she has a meeting.\n> said @ben");
            anna.send("And @all: bring bread https://example.org/@anna");
            shoot(anna, "mentions-ask");
            anna.button("Send").last().click();
            anna.composer().pressSequentially("Thanks @");
            assertThat(anna.page().locator("#mention-suggestions li")).hasCount(4);
            shoot(anna, "mentions-suggestions");
            anna.page().navigate("/chat/ben");
            anna.awaitConnected();
            anna.act("Have you booked a table?", "Reply");
            anna.send("At one, by the window");
            assertThat(ben.page().locator(".person__mentions")).hasCount(2);
            shoot(ben, "mentions-badges");
            ben.page().navigate("/room/" + lunch);
            ben.awaitConnected();
            shoot(ben, "mentions-room");
            ben.page().locator("#room-details").click();
            assertThat(ben.page().locator(".member")).hasCount(4);
            shoot(ben, "mentions-panel");
            ben.page().navigate("/mentions");
            assertThat(ben.page().locator(".message-row")).hasCount(3);
            shoot(ben, "mentions");
        }
    }

    static long room(Visitor owner, String name, Visitor... members) {
        return Long.parseLong(owner.context()
                .request()
                .post(
                        "/api/rooms",
                        RequestOptions.create()
                                .setData(Map.of(
                                        "kind",
                                        "PRIVATE",
                                        "name",
                                        name,
                                        "members",
                                        Stream.of(members).map(Visitor::id).toList())))
                .text()
                .replaceFirst(".*?\"room\":(\\d+).*", "$1"));
    }
}
