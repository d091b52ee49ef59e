package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/** What every page must stand up to. */
public final class PageChecks {
    /** Widths of a desk's screen and of a phone's, in px. */
    public static final List<Integer> WIDTHS = List.of(1280, 390);

    private static final int HEIGHT = 844;

    private PageChecks() {}

    /** Fails where axe-core finds a violation, or where the page is wider than the screen: light and dark, wide and narrow. */
    public static void assertAccessible(Page page) {
        List<String> violations = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : WIDTHS) {
                show(page, scheme, width);
                violations(page).forEach(violation -> violations.add(scheme + ", " + width + " px: " + violation));
            }
        }
        assertThat(violations).as("accessibility of " + page.url()).isEmpty();
    }

    /** The same for the page as it is shown just now. */
    public static void assertAccessibleAsItIs(Page page) {
        assertThat(violations(page)).as("accessibility of " + page.url()).isEmpty();
    }

    private static List<String> violations(Page page) {
        List<String> violations = new ArrayList<>();
        axe(page).analyze().getViolations().forEach(rule -> rule.getNodes()
                .forEach(node ->
                        violations.add(rule.getId() + " " + node.getTarget() + " " + node.getFailureSummary())));
        if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            violations.add("wider than the screen");
        }
        return violations;
    }

    /** No page has frames: the results need not be put together from theirs, in another page that is opened for it. */
    private static AxeBuilder axe(Page page) {
        assertThat(page.frames()).as("frames").hasSize(1);
        return new AxeBuilder(page).setLegacyMode(true);
    }

    /** Shows a page in a colour scheme and at a width, in px. */
    public static void show(Page page, ColorScheme scheme, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, HEIGHT);
    }
}
