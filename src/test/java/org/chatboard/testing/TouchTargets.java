package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** What a finger must be able to hit. */
public final class TouchTargets {
    /**
     * All that can be pressed and that a finger would miss. Spared are links in the midst of a sentence, and what lies
     * beyond the page's edge until it has the focus. Pressed is not the element's box but what is found there: so what is
     * covered by another, or reaches beyond its box, is judged by what happens. The points lie 21 px from the middle; a target
     * of 44 px has its edge 1 px further.
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

    /** Fails where something that can be pressed is smaller than 44 x 44 px to a finger: WCAG 2.5.5. */
    public static void assertHits(Page page) {
        @SuppressWarnings("unchecked")
        Map<String, Object> found = (Map<String, Object>) page.evaluate(MISSED);
        assertThat((int) found.get("count"))
                .as("what can be pressed at " + page.url())
                .isPositive();
        assertThat((List<?>) found.get("missed"))
                .as("what a finger misses at " + page.url())
                .isEmpty();
    }
}
