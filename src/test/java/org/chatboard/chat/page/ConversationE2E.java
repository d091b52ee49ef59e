package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** A conversation of two people in two browsers. */
@InBrowser
class ConversationE2E {
    @Test
    void newUsersFindEachOtherAndTalk(ProxiedServer site, Visitors visitors) {
        Visitor anna = signUpByThePage(visitors.stranger(site), Visitors.newUsername(), "Anna Schmidt");
        Visitor ben = signUpByThePage(visitors.stranger(site), Visitors.newUsername(), "Ben Okafor");
        anna.row(ben).click();
        assertThat(anna.page()).hasURL(site.url() + "/chat/" + ben.username());
        ben.row(anna).click();
        anna.send("Hello Ben");
        assertThat(ben.bubble("Hello Ben")).isVisible();
        ben.send("Hello Anna");
        assertThat(anna.bubble("Hello Anna")).isVisible();
        anna.sees("Hello Ben", "Hello Anna");
        ben.sees("Hello Ben", "Hello Anna");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
    }

    private static Visitor signUpByThePage(Visitor stranger, String username, String displayName) {
        Page page = stranger.page();
        page.navigate("/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign up"))
                .click();
        page.getByLabel("Username").fill(username);
        page.getByLabel("Display name").fill(displayName);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(Visitor.PASSWORD);
        stranger.button("Sign up").click();
        page.waitForURL("**/dashboard");
        return stranger.signedInAs(username).awaitConnected();
    }

    @Test
    void bothSeeTheSameOrderWhenBothWriteAtTheSameTime(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        ben.openChat(anna);
        String thirtyMessages = "name => { for (let i = 1; i <= 30; i++)"
                + " setTimeout(() => chatApplication.sendMessage(name + i), 20 * i); }";
        anna.page().evaluate(thirtyMessages, "anna");
        ben.page().evaluate(thirtyMessages, "ben");
        for (Visitor each : List.of(anna, ben)) {
            assertThat(each.texts()).hasCount(60);
            assertThat(each.page().locator(".message--pending, .message--failed"))
                    .hasCount(0);
        }
        List<String> order = anna.texts().allTextContents();
        assertThat(ben.texts().allTextContents()).isEqualTo(order);
        assertThat(order).doesNotHaveDuplicates();
        anna.page().reload();
        assertThat(anna.texts().last()).hasText(order.get(59));
        assertThat(anna.texts().allTextContents()).isEqualTo(order.subList(10, 60));
    }

    @Test
    void historyIsThereAfterANewSignIn(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        anna.send("Are you there?");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        anna.context().close();
        ben.openChat(anna);
        ben.sees("Are you there?");
        ben.send("I am now");
        assertThat(ben.page().locator(".message--pending")).hasCount(0);
        Visitor annaTheNextDay = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        assertThat(annaTheNextDay.row(ben)).hasAttribute("data-unread", "1");
        annaTheNextDay.row(ben).click();
        annaTheNextDay.sees("Are you there?", "I am now");
    }
}
