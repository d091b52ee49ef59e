package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.chatboard.testing.HtmlChecker;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs axe-core on menus, dialogs and settings in a chosen theme that differs from the system's. */
@InBrowser
class ChosenThemeE2E {
    private static final String LIGHT_DANGER = "rgb(171, 43, 31)";
    private static final String DARK_DANGER = "rgb(194, 58, 44)";

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void menusDialogsAndSettings(ColorScheme system, ProxiedServer site, Visitors visitors) {
        String chosen = system == ColorScheme.LIGHT ? "DARK" : "LIGHT";
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Page page = anna.page();
        PageChecks.show(page, system, 1280);
        choose(anna, chosen);
        PageChecks.assertAccessibleAsItIs(page);
        anna.openChat(ben)
                .send("**Mine**, with `code`:\n```java\nreturn 1; // " + "so it goes on ".repeat(9) + "\n```");
        page.locator(".message[data-id] .message__bubble").last().hover();
        anna.button("More actions").click();
        assertThat(page.getByRole(AriaRole.MENU)).isVisible();
        PageChecks.assertAccessibleAsItIs(page);
        page.getByRole(AriaRole.MENU).getByText("Delete for everyone").click();
        assertThat(anna.button("Delete"))
                .hasCSS("background-color", chosen.equals("DARK") ? DARK_DANGER : LIGHT_DANGER);
        PageChecks.assertAccessibleAsItIs(page);
        assertValid(page);
        anna.button("Keep it").click();
        anna.button("Choose an emoji").click();
        assertThat(anna.field("Find an emoji")).isVisible();
        PageChecks.assertAccessibleAsItIs(page);
        page.keyboard().press("Escape");
        anna.button("Keyboard shortcuts").click();
        PageChecks.assertAccessibleAsItIs(page);
        assertValid(page);
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
        assertValid(anna.page());
    }

    @Test
    void offlinePage(ProxiedServer site, Visitors visitors) {
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate("/offline");
        assertThat(stranger.heading()).hasText("No connection");
        PageChecks.assertAccessible(stranger.page());
    }

    /** Checks the HTML after scripts have changed it, as MarkupIT checks the server's. */
    private static void assertValid(Page page) {
        assertThat(HtmlChecker.errors("<!DOCTYPE html>" + page.evaluate("document.documentElement.outerHTML")))
                .isEmpty();
    }
}
