package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Keyboard shortcuts and their list. */
@InBrowser
class ShortcutsE2E {
    @Test
    void keysOpenOtherConversations(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor dora = visitors.member(site, "Dora Weiss");
        for (Visitor each : new Visitor[] {dora, cleo, ben}) { // Ben writes last and is therefore first in the list
            each.openChat(anna).send("from " + each.displayName());
            assertThat(each.page().locator(".message--pending")).hasCount(0);
        }
        anna.openChat(ben);
        Keyboard keys = anna.page().keyboard();
        keys.press("Alt+ArrowDown");
        assertThat(anna.heading()).hasText("Cleo Martin");
        assertThat(anna.composer()).isFocused();
        assertThat(anna.row(cleo).locator(".person__count")).hasCount(0); // messages below the viewport stay unread
        keys.press("Alt+Shift+ArrowDown");
        assertThat(anna.heading()).hasText("Dora Weiss");
        for (Visitor each : new Visitor[] {ben, cleo}) { // those that were read follow the unread ones
            keys.press("Alt+ArrowDown");
            assertThat(anna.heading()).hasText(each.displayName());
        }
        keys.press("Alt+ArrowUp");
        assertThat(anna.heading()).hasText("Ben Okafor");
        keys.press("Escape");
        assertThat(anna.heading()).hasText("People");
        assertThat(anna.row(ben)).isFocused();
        keys.press("/");
        assertThat(anna.field("Find people and rooms")).isFocused();
        keys.type("Ben Oka/?");
        assertThat(anna.field("Find people and rooms")).hasValue("Ben Oka/?");
        anna.field("Find people and rooms").fill("");
        anna.row(cleo).click();
        anna.page().getByRole(AriaRole.LOG).focus();
        keys.press("Alt+KeyC");
        assertThat(anna.composer()).isFocused();
        keys.type("why? /");
        assertThat(anna.composer()).hasValue("why? /");
        keys.press("Control+k");
        assertThat(anna.field("Find people and rooms")).isFocused();
    }

    @Test
    void theListOpensByKeyAndByButton(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.stranger(site.url(), Visitors.window().setLocale("de"))
                .signUpAs(Visitors.newUsername(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        Locator list = anna.page().getByRole(AriaRole.DIALOG);
        anna.page().getByRole(AriaRole.LOG).focus();
        anna.page().keyboard().press("?");
        assertThat(list).containsText("Nächstes Gespräch");
        assertThat(list).containsText("Umschalt");
        PageChecks.assertAccessible(anna.page());
        PageChecks.show(anna.page(), ColorScheme.LIGHT, PageChecks.WIDTHS.get(0));
        anna.page().keyboard().press("Escape");
        assertThat(list).hasCount(0);
        assertThat(anna.heading()).hasText("Ben Okafor");
        assertThat(anna.page().getByRole(AriaRole.LOG)).isFocused();
        anna.button("Tastenkürzel").click();
        anna.button("Schließen").click();
        assertThat(list).hasCount(0);
        assertThat(anna.button("Tastenkürzel")).isFocused();
    }

    @Test
    void keysThatTypeOrMoveTheCursorAreNoShortcuts(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        for (Visitor each : new Visitor[] {cleo, ben}) {
            each.openChat(anna).send("hello");
            assertThat(each.page().locator(".message--pending")).hasCount(0);
        }
        anna.openChat(ben);
        anna.field("Find people and rooms").focus();
        assertThat(preventsDefault(anna, "key: 'ć', code: 'KeyC', altKey: true, modifierAltGraph: true"))
                .isFalse();
        anna.page().addInitScript("Object.defineProperty(navigator, 'userAgentData', {value: {platform: 'macOS'}})");
        anna.openChat(ben);
        assertThat(preventsDefault(anna, "key: 'ç', code: 'KeyC', altKey: true"))
                .isFalse();
        for (String key : new String[] {"ArrowDown", "ArrowUp"}) {
            assertThat(preventsDefault(anna, "key: '" + key + "', altKey: true"))
                    .isFalse();
            assertThat(preventsDefault(anna, "key: '" + key + "', altKey: true, shiftKey: true"))
                    .isFalse();
        }
        assertThat(anna.heading()).hasText("Ben Okafor");
        assertThat(preventsDefault(
                        anna, "key: 'ArrowUp', altKey: true, metaKey: true, modifierAltGraph: true")) // as in Firefox
                .isTrue();
        assertThat(anna.heading()).hasText("Cleo Martin");
        anna.page().getByRole(AriaRole.LOG).focus();
        assertThat(preventsDefault(anna, "key: 'ç', code: 'KeyC', altKey: true, modifierAltGraph: true"))
                .isTrue();
        assertThat(anna.composer()).isFocused();
        anna.button("Keyboard shortcuts").click();
        assertThat(anna.page().getByRole(AriaRole.DIALOG)).containsText("⌥ + ⌘ + ↓");
    }

    /** {@return whether the page treats a key as a shortcut, which prevents the default action of the key} */
    private static boolean preventsDefault(Visitor visitor, String key) {
        return (boolean) visitor.page()
                .evaluate("() => !document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {" + key
                        + ", bubbles: true, cancelable: true}))");
    }
}
