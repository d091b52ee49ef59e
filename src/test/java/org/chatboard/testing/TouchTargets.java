package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** Checks the size of touch targets. */
public final class TouchTargets {
    /**
     * Returns the number of touch targets and those that are too small. Exempt are links within a sentence and elements off the page
     * until they have the focus. The script hit-tests points 21 px from the centre instead of measuring the box, so that it detects
     * targets that another element covers and accepts targets with an enlarged hit area. The edge of a 44 px target is 22 px away.
     */
    private static final String MISSED = """
            () => {
                const REACH = 21;
                const inSentence = element => element.matches("a") && getComputedStyle(element).display === "inline"
                    && [...element.parentElement.childNodes].some(each => each.nodeType === 3 && each.data.trim() !== "");
                const shown = element => {
                    const { width, height, bottom } = element.getBoundingClientRect();
                    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
                        && width > 1 && height > 1 && bottom > 0 && !element.matches(":disabled");
                };
                const belongs = (element, found) => found !== null && (element.contains(found)
                    || [...element.labels ?? []].some(label => label.contains(found))
                    || found.closest("label")?.control === element);
                const scope = document.querySelector("dialog[open], :popover-open") ?? document;
                const all = [...scope.querySelectorAll(
                    "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=menuitem]")]
                    .filter(element => shown(element) && !inSentence(element));
                const missed = all.flatMap(element => {
                    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
                    const { left, top, width, height } = element.getBoundingClientRect();
                    const x = left + width / 2;
                    const y = top + height / 2;
                    const box = element.matches("[type=checkbox], [type=radio]");
                    const points = [[x, y - REACH], [x, y + REACH], ...box ? [] : [[x - REACH, y], [x + REACH, y]]];
                    return points.every(([a, b]) => belongs(element, document.elementFromPoint(a, b))) ? []
                        : [`${element.outerHTML.slice(0, 140)} ${width}x${height}`];
                });
                return { count: all.length, missed };
            }""";

    private TouchTargets() {}

    /** Fails if a touch target of the page is smaller than 44 x 44 px (WCAG 2.5.5). */
    public static void assertHits(Page page) {
        @SuppressWarnings("unchecked")
        Map<String, Object> found = (Map<String, Object>) page.evaluate(MISSED);
        assertThat((int) found.get("count"))
                .as("touch targets at " + page.url())
                .isPositive();
        assertThat((List<?>) found.get("missed"))
                .as("touch targets below 44 px at " + page.url())
                .isEmpty();
    }
}
