package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.TouchTargets;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Checks the size of touch targets on a phone. */
@InBrowser
class TouchTargetE2E {
    private static Browser.NewContextOptions phone() {
        return Visitors.window().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true);
    }

    @Test
    void onPagesForStrangers(ProxiedServer site, Visitors visitors) {
        Visitor stranger = visitors.stranger(site.url(), phone().setLocale("de"));
        for (String path : List.of("/sign-in", "/sign-up", "/offline", "/there/is/nothing/here")) {
            stranger.page().navigate(path);
            TouchTargets.assertHits(stranger.page());
        }
    }

    @Test
    void onPagesForMembers(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.url(), phone(), "Anna Schmidt");
        Page page = anna.page();
        anna.openDashboard();
        TouchTargets.assertHits(page);
        anna.openChat(ben).sendByTap("```java\nreturn 1;\n```");
        ben.openChat(anna).act("return 1;", "\uD83D\uDC4D");
        assertThat(page.getByLabel("\uD83D\uDC4D, by Ben Okafor")).isVisible();
        TouchTargets.assertHits(page);
        anna.bubble("return 1;").locator("pre").tap();
        assertThat(page.locator(".actions")).isVisible();
        TouchTargets.assertHits(page);
        anna.button("More actions").tap();
        assertThat(page.getByRole(AriaRole.MENU)).isVisible();
        TouchTargets.assertHits(page);
        page.getByRole(AriaRole.MENU).getByText("Delete for everyone").tap();
        assertThat(anna.button("Delete")).isVisible();
        TouchTargets.assertHits(page);
        anna.button("Keep it").tap();
        anna.button("Choose an emoji").tap();
        assertThat(anna.field("Find an emoji")).isVisible();
        anna.field("Find an emoji").fill("cat");
        TouchTargets.assertHits(page);
        for (String path :
                List.of("/settings", "/mentions", "/search", "/websocket-test", "/chat/nobody-of-this-name")) {
            page.navigate(path);
            TouchTargets.assertHits(page);
        }
    }
}
