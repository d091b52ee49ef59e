package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Script injection by texts and names, links, and texts that would overflow the screen. */
@InBrowser
class HostileTextE2E {
    static final List<String> SCRIPTS = List.of(
            "<script>window.ran = true</script>",
            "<img src=x onerror=\"window.ran = true\">",
            "<svg onload=window.ran=true>",
            "<iframe srcdoc='<script>parent.ran=true</script>'></iframe>",
            "<a href=\"javascript:window.ran=true\">click</a>",
            "<style>@import'//evil.example/x';</style><body onload=window.ran=true>",
            "\"><script>window.ran=true</script>",
            "'-window.ran=true-'",
            "${window.ran=true}{{constructor.constructor('window.ran=true')()}}",
            "#{facesContext.externalContext.invalidateSession()}",
            "</textarea></p></li><script>window.ran=true</script>",
            "&lt;script&gt;window.ran=true&lt;/script&gt; &amp;amp; &#60;b&#62;",
            "<!--<script>window.ran=true//--></script>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=window.ran=true>",
            "\\u003cscript\\u003ewindow.ran=true\\u003c/script\\u003e",
            "javascript:window.ran=true",
            "data:text/html,<script>window.ran=true</script>");

    static final List<String> NAMES = List.of(
            "<img src=x onerror=window.ran=true>", "\"><script>window.ran=true</script>", "#{1+1}${1+1}'\"&lt;b&gt;");

    @Test
    void scriptsInMessagesAndNamesAreShownAsText(ProxiedServer site, Visitors visitors) {
        for (String name : NAMES) {
            Visitor mallory = visitors.member(site, name);
            Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
            mallory.openChat(ben);
            SCRIPTS.forEach(mallory::send);
            assertThat(ben.row(mallory).locator(".person__name")).hasText(name);
            assertThat(ben.row(mallory).locator(".person__last")).hasText(SCRIPTS.get(SCRIPTS.size() - 1));
            ben.row(mallory).click();
            showsAll(ben, name);
            ben.page().reload();
            ben.awaitConnected();
            showsAll(ben, name);
            showsAll(mallory, "Ben Okafor");
        }
    }

    private static void showsAll(Visitor visitor, String name) {
        assertThat(visitor.heading()).hasText(name);
        assertThat(visitor.page().title().replaceFirst("^\\(\\d+\\) ", "")) // without the unread count
                .isEqualTo(name + " · ChatBoard");
        assertThat(visitor.texts()).hasCount(SCRIPTS.size());
        assertThat(visitor.texts().allTextContents()).isEqualTo(SCRIPTS);
        assertThat(visitor.page().evaluate("window.ran === undefined")).isEqualTo(true);
        assertThat(visitor.faults()).isEmpty();
    }

    @Test
    void scriptsInFormsAndAddressesAreShownAsText(ProxiedServer site, Visitors visitors) {
        Visitor mallory = visitors.stranger(site);
        mallory.page().navigate("/sign-up");
        mallory.field("Username").fill(SCRIPTS.get(6));
        mallory.field("Display name").fill(SCRIPTS.get(1));
        mallory.button("Sign up").click();
        assertThat(mallory.field("Username")).hasAttribute("aria-invalid", "true");
        assertThat(mallory.field("Username")).hasValue(SCRIPTS.get(6));
        assertThat(mallory.field("Display name")).hasValue(SCRIPTS.get(1));
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.page().navigate("/dashboard?query=%22%3E%3Cscript%3Ewindow.ran=0%3C/script%3E");
        anna.awaitConnected();
        assertThat(anna.field("Find people and rooms")).hasValue("\"><script>window.ran=0</script>");
        assertThat(anna.page().getByText("Nobody is called")).isVisible();
        anna.page().navigate("/chat/%3Cscript%3Ewindow.ran=true%3Cscript%3E");
        assertThat(anna.heading()).hasText("Receiver not found");
        for (Visitor each : List.of(mallory, anna)) {
            assertThat(each.page().evaluate("window.ran === undefined")).isEqualTo(true);
        }
    }

    @Test
    void onlyAllowedLinksAreClickable(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben);
        anna.send("See https://example.org/a_(b)?c=d&e=f#g, or (http://example.org/x). Write mailto:ben@example.org!"
                + " Not javascript:alert(1), data:text/html,hi, ftp://example.org, vbscript:x or //example.org.");
        for (int round = 0; round < 2; round++) { // first rendered from the socket, then by the server
            Locator links = ben.texts().locator("a");
            assertThat(links).hasText(new String[] {
                "https://example.org/a_(b)?c=d&e=f#g", "http://example.org/x", "mailto:ben@example.org"
            });
            for (Locator link : links.all()) {
                assertThat(link).hasAttribute("href", link.textContent());
                assertThat(link).hasAttribute("rel", "noopener noreferrer nofollow");
                assertThat(link).hasAttribute("target", "_blank");
            }
            ben.page().reload();
            ben.awaitConnected();
        }
    }

    @Test
    void longWordsDoNotOverflowAPhoneScreen(ProxiedServer site, Visitors visitors) {
        NewContextOptions phone =
                Visitors.window().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true);
        Visitor anna = visitors.member(site.url(), phone, "W".repeat(64));
        Visitor ben = visitors.member(site.url(), phone, "محمد بن عبد الله");
        List<String> texts = List.of(
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk".repeat(8),
                "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(100),
                "مرحبا، كيف حالك اليوم؟ ".repeat(20),
                "https://example.org/" + "a".repeat(400),
                "\uD83D\uDC4D",
                "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F".repeat(10));
        anna.openChat(ben);
        texts.forEach(anna::sendByTap);
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        ben.openDashboard();
        assertThat(ben.row(anna).locator(".person__name")).hasText(Pattern.compile("W{64}"));
        assertThat(ben.horizontalOverflow()).isZero();
        ben.row(anna).click();
        for (Visitor each : List.of(anna, ben)) {
            assertThat(each.texts()).hasCount(texts.size());
            assertThat(each.horizontalOverflow()).isZero();
            assertThat((boolean) each.page()
                            .evaluate(
                                    "[...document.querySelectorAll('.message__bubble, .conversation__head, .composer')]"
                                            + ".every(e => e.getBoundingClientRect().right <= innerWidth"
                                            + " && e.getBoundingClientRect().left >= 0)"))
                    .isTrue();
        }
        assertThat(ben.texts().nth(2)).hasCSS("direction", "rtl");
        anna.page().navigate("/settings");
        assertThat(anna.horizontalOverflow()).isZero();
        Visitor cleo = visitors.member(site, "Cleo Martin").openDashboard();
        cleo.field("Find people and rooms").fill(anna.username()); // the list may show her name only on a later page
        PageChecks.WIDTHS.forEach(width -> {
            PageChecks.show(cleo.page(), ColorScheme.LIGHT, width);
            assertThat((boolean) cleo.row(anna)
                            .evaluate("row => [...row.querySelectorAll('*')].every(e =>"
                                    + " e.getBoundingClientRect().right <= row.getBoundingClientRect().right)"))
                    .isTrue();
        });
    }
}
