package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Actions on messages by touch. */
@InBrowser
class MessageTouchE2E {
    private static Visitor openPhoneAndSendMine(ProxiedServer site, Visitors visitors, Visitor other) {
        Visitor visitor = visitors.member(
                site.url(),
                Visitors.window().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true),
                "Anna Schmidt");
        visitor.openChat(other).sendByTap("mine");
        assertThat(visitor.page().locator(".message[data-id]")).hasCount(1);
        return visitor;
    }

    @Test
    void aLongPressOpensTheMenu(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = openPhoneAndSendMine(site, visitors, ben);
        Locator mine = anna.bubble("mine");
        mine.locator(".message__text")
                .evaluate("text => text.dispatchEvent(new PointerEvent('pointerdown',"
                        + " {bubbles: true, pointerType: 'touch', clientX: 9, clientY: 9}))");
        Locator menu = anna.page().getByRole(AriaRole.MENU);
        assertThat(menu.getByText("Delete for everyone")).isVisible();
        assertThat(anna.horizontalOverflow()).isZero();
        menu.getByText("Edit").tap();
        assertThat(anna.composer()).hasValue("mine");
    }

    @Test
    void aLongPressOpensTheMenuOfAMessageThatIsRedrawn(ProxiedServer site, Visitors visitors) {
        Visitor anna = openPhoneAndSendMine(site, visitors, visitors.member(site, "Ben Okafor"));
        anna.bubble("mine")
                .locator(".message__state")
                .evaluate("state => { state.dispatchEvent(new PointerEvent('pointerdown',"
                        + " {bubbles: true, pointerType: 'touch', clientX: 9, clientY: 9})); state.remove(); }");
        assertThat(anna.page().getByRole(AriaRole.MENU).getByText("Delete for everyone"))
                .isVisible();
    }

    @Test
    void theButtonsBesideAMessageWorkByTouch(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = openPhoneAndSendMine(site, visitors, ben);
        Locator mine = anna.bubble("mine");
        mine.locator(".message__text").tap();
        mine.locator(".actions__button").last().tap();
        Locator menu = anna.page().getByRole(AriaRole.MENU);
        menu.getByText("Edit").tap();
        assertThat(anna.composer()).hasValue("mine");
        assertThat(anna.page().locator(".actions")).hasCount(0);
    }
}
