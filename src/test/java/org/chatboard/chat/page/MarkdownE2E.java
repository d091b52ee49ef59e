package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chatboard.testing.Corpus;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Modules;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Markdown in messages: rendering, safety and cost. */
@InBrowser
class MarkdownE2E {
    /** Markdown texts and the HTML expected for each, without the attributes of links. */
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry(
                    "**a** *b* _c_ ~~d~~ `e*f*`",
                    "<strong>a</strong> <em>b</em> <em>c</em> <del>d</del> <code>e*f*</code>"),
            Map.entry("> said\n> so\n\nyes", "<blockquote>said\nso</blockquote>yes"),
            Map.entry(
                    "- a\n- b\n  1. c",
                    "<ul><li><span>-</span> a</li><li><span>-</span> b<ol><li><span>1.</span> c</li></ol></li></ul>"),
            Map.entry("```\n<b>&amp;*\n```", "<div><button></button><pre><code>&lt;b&gt;&amp;amp;*</code></pre></div>"),
            Map.entry("[a](https://e.org/_b_) https://e.org/_c_/d", "<a>a</a> <a>https://e.org/_c_/d</a>"),
            Map.entry("one\ntwo\n\n\nthree  x", "one\ntwo\n\n\nthree  x"),
            Map.entry("# a\n---\na | b\n-|-", "# a\n---\na | b\n-|-"),
            Map.entry("~5 snake_case_name 2 * 3 * 4 \\*x\\*", "~5 snake_case_name 2 * 3 * 4 \\*x\\*"),
            Map.entry("```", "```"),
            Map.entry("![cat](https://e.org/cat.png)", "<a>cat</a>"));

    /** Texts that must not become a link, an image or any other element. */
    private static final List<String> HARMLESS = List.of(
            "[a](javascript:window.ran=true)",
            "[a](java&#115;cript:window.ran=true)",
            "[a](JaVaScRiPt:window.ran=true)",
            "[a](\u0001javascript:window.ran=true)",
            "[a](data:text/html;base64,PHNjcmlwdD4=)",
            "[a](vbscript:x) [b](file:///etc/passwd) [c](//evil.example/x) [d](/sign-in) [e](blob:x)",
            "![a](javascript:window.ran=true)",
            "<javascript:window.ran=true>",
            "<img src=x onerror=window.ran=true>",
            "a <b onmouseover=window.ran=true>b</b>",
            "<details open ontoggle=window.ran=true>",
            "[a]: javascript:window.ran=true",
            "<div\n onclick=window.ran=true>\n<script>window.ran=true</script>",
            "| <script>window.ran=true</script> |\n|-|");

    private static final Locator.ScreenshotOptions STILL = new Locator.ScreenshotOptions()
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setCaret(ScreenshotCaret.HIDE);

    private static final String TEXT =
            "text => text.innerHTML.replace(/<svg.*?<\\/svg>| (rel|target|href|title|tabindex|dir|role|class|type|aria-label|data-mark)"
                    + "=\"[^\"]*\"/g, '')";

    @Test
    void looksTheSamePendingStoredAndReloaded(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben);
        List<String> written = List.copyOf(SHOWN.keySet());
        List<String> shown = written.stream().map(SHOWN::get).toList();
        site.proxy().during(Fault.DISCONNECT, () -> {
            written.forEach(anna::send);
            assertThat(html(anna, written.size())).isEqualTo(shown);
        });
        anna.goOnline();
        assertThat(html(ben, written.size())).isEqualTo(shown);
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        for (Visitor each : List.of(anna, ben)) {
            each.page().reload();
            each.awaitConnected();
            assertThat(html(each, written.size())).isEqualTo(shown);
        }
        ben.send("**bold** and [a link](https://e.org)\n\n- one");
        assertThat(anna.row(ben).locator(".person__last")).hasText("bold and a link - one");
    }

    private static List<String> html(Visitor visitor, int count) {
        assertThat(visitor.texts()).hasCount(count);
        List<String> all = new ArrayList<>();
        visitor.texts().all().forEach(text -> all.add((String) text.evaluate(TEXT)));
        return all;
    }

    @Test
    void createsNoForeignLinksAndRunsNoScript(ProxiedServer site, Visitors visitors) {
        Visitor mallory = visitors.member(site, "Mallory");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(mallory);
        mallory.openChat(ben);
        HARMLESS.forEach(mallory::send);
        assertThat(ben.texts()).hasCount(HARMLESS.size());
        assertThat(ben.texts().allTextContents()).isEqualTo(HARMLESS);
        assertThat(ben.texts().locator("*")).hasCount(0);
        mallory.send("[**a** https://b.example](http://e.org/x \"title\") <https://e.org/>");
        Locator links = ben.texts().last().locator("a");
        assertThat(links).hasCount(2);
        assertThat(links.first()).hasAttribute("href", "http://e.org/x");
        assertThat(links.first()).hasAttribute("title", "http://e.org/x");
        assertThat(links.first()).hasAttribute("rel", "noopener noreferrer nofollow");
        assertThat(ben.page().evaluate("window.ran === undefined")).isEqualTo(true);
    }

    @Test
    void rendersEachTextOfTheCorpusAsExpected(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        assertThat((List<?>) anna.page().evaluate(Corpus.pageCheck(), Corpus.jsonLines()))
                .isEmpty();
    }

    /**
     * Renders texts of 4,000 characters that repeat a mark, a pair of marks or a triple of marks (one in 61 of the triples). Each
     * text must take less than 50 ms and give at most 20 levels of elements. The fastest of up to nine tries counts, since the
     * machine may pause.
     */
    @Test
    void limitsTimeAndDepthForAnyInput(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Object slow = anna.page().evaluate(Modules.served("""
                async ([most, share]) => {
                    const { showMarkdown } = await import('/resources/js/messages/markdown-view.js');
                    const { plainText } = await import('/resources/js/messages/markdown.js');
                    const marks = ['*', '_', '~~', '`', '[', '](', ')', '<', '!', '\\\\', '> ', '- ', '1. ', '```', 'a', ' ', '\\n',
                        '\\n- ', 'http://a.b/'];
                    const pairs = marks.flatMap(one => marks.map(other => one + other));
                    const triples = pairs.flatMap(one => marks.map(other => one + other)).filter((_, at) => at % share === 0);
                    const depth = node => 1 + Math.max(0, ...[...node.children].map(depth));
                    const wrong = [];
                    for (const part of [...marks, ...pairs, ...triples, '[a](' + '('.repeat(4000), '***a** b* ', '**a *b ']) {
                        const text = part.repeat(4000 / part.length + 1).slice(0, 4000);
                        const shown = document.createElement('div');
                        let ms = Infinity;
                        for (let tries = 0; tries < 9 && ms >= most; tries++) {
                            const before = performance.now();
                            showMarkdown(shown, text);
                            plainText(text);
                            ms = Math.min(ms, performance.now() - before);
                        }
                        if (ms >= most || depth(shown) > 20) {
                            wrong.push(`${part}: ${ms} ms, depth ${depth(shown)}`);
                        }
                    }
                    return wrong;
                }"""), List.of(50, 61));
        assertThat((List<?>) slow).isEmpty();
    }

    @Test
    void sendsNoInvisibleText(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben);
        for (String nothing : List.of("\u200b", "\u2800", "\u00a0")) {
            anna.page().locator("#text").fill(nothing);
            anna.page().keyboard().press("Enter");
        }
        anna.send("something");
        ben.sees("something");
        anna.sees("something");
    }

    @Test
    void stackedCombiningMarksStayInTheirBubble(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.openChat(visitors.member(site, "Ben Okafor"));
        anna.send("above ".repeat(40));
        anna.send("Z" + "\u0301".repeat(40)); // acute accents stack in every machine's font; other marks may overlap
        assertThat(anna.texts()).hasCount(2);
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        assertThat(anna.texts().last()).hasText("Z" + "\u0301".repeat(40));
        Locator above = anna.page().locator(".message__bubble").first();
        byte[] withMarks = above.screenshot(STILL);
        anna.texts().last().evaluate("text => { text.textContent = 'Z'; }");
        assertThat(Arrays.equals(above.screenshot(STILL), withMarks))
                .as("the message above is not covered by the marks")
                .isTrue();
    }

    @Test
    void codeQuoteAndItemsHaveTheirOwnDirection(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben).send("Look:\n> \u05e9\u05dc\u05d5\u05dd `git commit -m \"x\"`\n- \u05d0\u05d7\u05ea\n- two");
        assertThat(ben.texts()).hasCSS("direction", "ltr");
        assertThat(ben.texts().locator("blockquote")).hasCSS("direction", "rtl");
        assertThat(ben.texts().locator("code")).hasCSS("direction", "ltr");
        assertThat(ben.texts().locator("code")).hasCSS("unicode-bidi", "isolate");
        assertThat(ben.texts().locator("li").first()).hasCSS("direction", "rtl");
        assertThat(ben.texts().locator("li").last()).hasCSS("direction", "ltr");
    }

    @Test
    void highlightsCodeOnTheScreenAndLoadsNothingBefore(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        List<String> urls = new ArrayList<>();
        ben.page().onRequest(request -> urls.add(request.url()));
        ben.openChat(anna);
        anna.openChat(ben).send("```\nno language\n```");
        assertThat(ben.texts()).hasCount(1);
        assertThat(urls).noneMatch(url -> url.contains("highlight"));
        anna.send("```java\nreturn \"<b>\"; // **x**\n```");
        assertThat(ben.texts().last().locator(".code-keyword")).hasText("return");
        assertThat(ben.texts().last().locator(".code-string")).hasText("\"<b>\"");
        assertThat(ben.texts().last()).hasText("return \"<b>\"; // **x**");
        ben.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        ben.button("Copy code").last().click();
        assertThat(ben.page().getByText("Copied.").first()).isAttached();
        assertThat(ben.page().evaluate("navigator.clipboard.readText()")).isEqualTo("return \"<b>\"; // **x**");
        assertThat(urls).anyMatch(url -> url.contains("highlight"));
    }
}
