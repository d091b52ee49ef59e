package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Emoji: the picker, and names between colons. */
@InBrowser
class EmojiE2E {
    @Test
    void canBeTypedAsShortcodesOrPickedByKeyboard(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        List<String> urls = new ArrayList<>();
        anna.page().onRequest(request -> urls.add(request.url()));
        anna.openChat(ben);
        assertThat(urls).noneMatch(url -> url.contains("/emoji/") || url.contains("emoji-views"));
        anna.send("Done :tada: `:tada:` 10:30:15 :nothing:"); // sent before the emoji names are loaded
        ben.sees("Done \uD83C\uDF89 :tada: 10:30:15 :nothing:");
        Locator list = anna.page().getByRole(AriaRole.LISTBOX);
        anna.composer().pressSequentially("on :rock");
        assertThat(list.getByRole(AriaRole.OPTION)).not().hasCount(0);
        PageChecks.assertAccessible(anna.page());
        anna.composer().press("ArrowDown");
        anna.composer().press("Tab");
        assertThat(anna.composer()).hasValue("on \uD83D\uDE80 ");
        anna.composer().pressSequentially(":sm");
        assertThat(list).isVisible();
        anna.composer().press("Escape");
        assertThat(list).isHidden();
        assertThat(anna.composer()).hasValue("on \uD83D\uDE80 :sm");
        anna.composer().fill("");
        anna.composer().pressSequentially(":+1:");
        assertThat(anna.composer()).hasValue("\uD83D\uDC4D");
        anna.button("Choose an emoji").press("Enter");
        Locator picker = anna.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Emoji"));
        assertThat(picker.getByLabel("Find an emoji")).isFocused();
        PageChecks.assertAccessible(anna.page());
        anna.page().keyboard().type("party popper");
        anna.page().keyboard().press("ArrowDown");
        anna.page().keyboard().press("Enter");
        assertThat(picker).isHidden();
        assertThat(anna.composer()).isFocused();
        anna.composer().press("Enter");
        ben.sees("Done \uD83C\uDF89 :tada: 10:30:15 :nothing:", "\uD83D\uDC4D\uD83C\uDF89");
    }

    @Test
    void canBeUndoneAndRedone(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(visitors.member(site, "Ben Okafor"));
        Locator picker = anna.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Emoji"));
        anna.composer().pressSequentially("we did it ");
        anna.button("Choose an emoji").click();
        picker.getByLabel("Find an emoji").fill("party popper");
        anna.page().keyboard().press("Enter");
        assertThat(anna.composer()).hasValue("we did it \uD83C\uDF89");
        undoes(anna, "we did it ", "we did it \uD83C\uDF89");
        anna.composer().fill("");
        anna.composer().pressSequentially("on :rocke");
        assertThat(anna.page().getByRole(AriaRole.OPTION)).not().hasCount(0);
        anna.composer().press("Tab");
        undoes(anna, "on :rocke", "on \uD83D\uDE80 ");
        anna.composer().fill("");
        anna.composer().pressSequentially(":+1:");
        assertThat(anna.composer()).hasValue("\uD83D\uDC4D");
        undoes(anna, ":+1:", "\uD83D\uDC4D");
    }

    private static void undoes(Visitor visitor, String before, String after) {
        visitor.composer().press("Control+z");
        assertThat(visitor.composer()).hasValue(before);
        visitor.composer().press("Control+Shift+z");
        assertThat(visitor.composer()).hasValue(after);
    }

    /**
     * Keys that an input method uses to compose a word must do nothing else on the page. Safari ends the composition before the
     * event of the Enter key that completes it; only the key code 229 tells that this Enter belongs to the input method.
     */
    @ParameterizedTest
    @ValueSource(strings = {"isComposing: true", "keyCode: 229"})
    void handleNoKeyOfAComposition(String composing, ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.openChat(visitors.member(site, "Ben Okafor")).send("mine");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        Locator list = anna.page().getByRole(AriaRole.LISTBOX);
        Locator picker = anna.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Emoji"));
        anna.act("mine", "Reply");
        anna.composer().pressSequentially("on :rocke");
        assertThat(list).isVisible();
        composes(anna, composing);
        assertThat(list).isVisible();
        assertThat(anna.composer()).hasValue("on :rocke");
        anna.composer().fill("にほん");
        assertThat(list).isHidden();
        composes(anna, composing);
        assertThat(anna.page().locator(".composer__mode")).isVisible();
        assertThat(anna.heading()).hasText("Ben Okafor");
        assertThat(anna.texts()).hasCount(1);
        anna.button("Choose an emoji").click();
        picker.getByLabel("Find an emoji").fill("party");
        composes(anna, composing);
        assertThat(picker.getByLabel("Find an emoji")).isFocused();
        assertThat(anna.composer()).hasValue("にほん");
    }

    /** Dispatches to the focused field the key events that occur while an input method composes a word. */
    private static void composes(Visitor visitor, String composing) {
        visitor.page()
                .evaluate("() => ['Enter', 'Tab', 'ArrowDown', 'ArrowUp', 'Escape'].forEach(key =>"
                        + " document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                        + " {key, " + composing + ", bubbles: true, cancelable: true})))");
    }
}
