package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/** Checks that every page must pass. */
public final class PageChecks {
    /** Viewport widths of a desktop and a phone, in px. */
    public static final List<Integer> WIDTHS = List.of(1280, 390);

    private static final int HEIGHT = 844;

    private PageChecks() {}

    /** The rules of axe-core that depend on the colour scheme. Elements and sizes, which all others check, do not differ. */
    private static final List<String> COLOUR_RULES = List.of("color-contrast", "link-in-text-block");

    /**
     * Fails if axe-core finds a violation or the page is wider than the viewport, at both widths: with all rules in the light scheme,
     * and with the rules about colours in the dark one.
     */
    public static void assertAccessible(Page page) {
        List<String> violations = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : WIDTHS) {
                show(page, scheme, width);
                violations(
                                page,
                                scheme == ColorScheme.LIGHT
                                        ? axe(page)
                                        : axe(page).withRules(COLOUR_RULES))
                        .forEach(violation -> violations.add(scheme + ", " + width + " px: " + violation));
            }
        }
        assertThat(violations).as("accessibility of " + page.url()).isEmpty();
    }

    /** Runs the same checks in the current colour scheme and width only. */
    public static void assertAccessibleAsItIs(Page page) {
        assertThat(violations(page, axe(page)))
                .as("accessibility of " + page.url())
                .isEmpty();
    }

    private static List<String> violations(Page page, AxeBuilder axe) {
        List<String> violations = new ArrayList<>();
        axe.analyze().getViolations().forEach(rule -> rule.getNodes()
                .forEach(node ->
                        violations.add(rule.getId() + " " + node.getTarget() + " " + node.getFailureSummary())));
        if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            violations.add("the page is wider than the viewport");
        }
        return violations;
    }

    /** Uses the legacy mode of axe-core, since no page has frames: the other mode opens a second page to merge their results. */
    private static AxeBuilder axe(Page page) {
        assertThat(page.frames()).as("frames").hasSize(1);
        return new AxeBuilder(page).setLegacyMode(true);
    }

    /** Switches a page to a colour scheme and a viewport width in px. */
    public static void show(Page page, ColorScheme scheme, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, HEIGHT);
    }
}
