package org.chatboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Markup;
import org.chatboard.testing.Site;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.chatboard.testing.Wardens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What floats above a page, and the settings, in the theme that somebody chose against their system's: axe-core finds nothing. */
@InBrowser
class ChosenThemeE2E {
    private static final String LIGHT_DANGER = "rgb(171, 43, 31)";
    private static final String DARK_DANGER = "rgb(194, 58, 44)";

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everythingThatOpens(ColorScheme system, Site site, Visitors visitors) {
        String chosen = system == ColorScheme.LIGHT ? "DARK" : "LIGHT";
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Page page = anna.page();
        Wardens.show(page, system, 1280);
        choose(anna, chosen);
        Wardens.assertAccessibleAsItIs(page);
        anna.openChat(ben).say("**Mine**, with `code`:\n```java\nreturn 1; // " + "so it goes on ".repeat(9) + "\n```");
        page.locator(".message[data-id] .message__bubble").last().hover();
        anna.button("More actions").click();
        assertThat(page.getByRole(AriaRole.MENU)).isVisible();
        Wardens.assertAccessibleAsItIs(page);
        page.getByRole(AriaRole.MENU).getByText("Delete for everyone").click();
        assertThat(anna.button("Delete"))
                .hasCSS("background-color", chosen.equals("DARK") ? DARK_DANGER : LIGHT_DANGER);
        Wardens.assertAccessibleAsItIs(page);
        assertSound(page);
        anna.button("Keep it").click();
        anna.button("Choose an emoji").click();
        assertThat(anna.field("Find an emoji")).isVisible();
        Wardens.assertAccessibleAsItIs(page);
        page.keyboard().press("Escape");
        anna.button("Keyboard shortcuts").click();
        Wardens.assertAccessibleAsItIs(page);
        assertSound(page);
    }

    private static void choose(Visitor anna, String theme) {
        anna.page().navigate("/settings");
        anna.field("Appearance").selectOption(theme);
        anna.page().locator("#saveAppearance").click();
        assertThat(anna.page().locator("html")).hasAttribute("data-theme", theme.toLowerCase(java.util.Locale.ROOT));
        assertThat(anna.page()).hasURL(Pattern.compile("saved=appearance"));
        assertThat(anna.page().locator("#notification-state")).not().isEmpty();
        anna.button("Send me a test").click();
        assertThat(anna.page().locator("#test-steps > li")).not().hasCount(0);
        assertSound(anna.page());
    }

    @Test
    void thePageThatIsShownWithoutAServer(Site site, Visitors visitors) {
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate("/offline");
        assertThat(stranger.heading()).hasText("No connection");
        Wardens.assertAccessible(stranger.page());
    }

    /** What the scripts made of the page is as sound as what was sent. */
    private static void assertSound(Page page) {
        assertThat(Markup.faults("<!DOCTYPE html>" + page.evaluate("document.documentElement.outerHTML")))
                .isEmpty();
    }
}
