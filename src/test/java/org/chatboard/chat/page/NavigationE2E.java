package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.regex.Pattern;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Navigation between conversations and tabs, and sign-out. */
@InBrowser
class NavigationE2E {
    @ParameterizedTest
    @EnumSource(names = {"REDUCE", "NO_PREFERENCE"})
    void openingAnotherConversationLoadsNoPage(ReducedMotion motion, ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.url(), Visitors.window().setReducedMotion(motion), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        anna.openDashboard();
        anna.page().evaluate("window.samePage = true");
        goTo(anna, ben);
        anna.send("to Ben");
        goTo(anna, cleo);
        anna.send("to Cleo");
        anna.sees("to Cleo");
        anna.page().goBack();
        assertThat(anna.heading()).hasText("Ben Okafor");
        anna.sees("to Ben");
        assertThat(anna.composer()).isFocused();
        anna.page().goBack();
        assertThat(anna.heading()).hasText("People");
        assertThat(anna.page()).hasURL(site.url() + "/dashboard");
        anna.page().goForward();
        assertThat(anna.heading()).hasText("Ben Okafor");
        assertThat(anna.page().evaluate("window.samePage")).isEqualTo(true);
    }

    private static void goTo(Visitor visitor, Visitor other) {
        visitor.row(other).click();
        assertThat(visitor.heading()).hasText(other.displayName());
        assertThat(visitor.page()).hasURL(Pattern.compile(".*/chat/" + other.username() + "$"));
        assertThat(visitor.page()).hasTitle(other.displayName() + " · ChatBoard");
        assertThat(visitor.row(other)).hasAttribute("aria-current", "page");
        assertThat(visitor.composer()).isFocused();
    }

    @Test
    void allControlsWorkByKeyboard(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor " + Visitors.newUsername());
        anna.openDashboard();
        Page page = anna.page();
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to content")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        if (!(boolean) anna.field("Find people and rooms").evaluate("field => field === document.activeElement")) {
            anna.field("Find people and rooms").focus();
        }
        page.keyboard().type(ben.displayName());
        assertThat(anna.row(ben)).isVisible();
        page.keyboard().press("Enter");
        assertThat(anna.heading()).hasText(ben.displayName());
        assertThat(anna.composer()).isFocused();
        page.keyboard().type("without a mouse");
        page.keyboard().press("Enter");
        anna.sees("without a mouse");
    }

    @Test
    void twoTabsOfOnePersonShowTheSame(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor annaElsewhere = anna.newTab();
        ben.openChat(anna);
        ben.send("hello");
        assertThat(anna.row(ben)).hasAttribute("data-unread", "1");
        annaElsewhere.openChat(ben);
        assertThat(anna.row(ben)).hasAttribute("data-unread", "0");
        anna.row(ben).click();
        annaElsewhere.send("from the other tab");
        anna.sees("hello", "from the other tab");
        assertThat(anna.bubble("from the other tab")).hasClass(Pattern.compile("message--own"));
        annaElsewhere.sees("hello", "from the other tab");
    }

    @Test
    void peopleWhoOpenAChatAtTheSameTimeGetOneRoom(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        ben.openChat(anna);
        assertThat(anna.page().getByText("No messages yet")).isVisible();
        String soon = "text => setTimeout(() => chatApplication.sendMessage(text), 300)";
        anna.page().evaluate(soon, "first of Anna");
        ben.page().evaluate(soon, "first of Ben");
        assertThat(anna.texts()).hasCount(2);
        assertThat(ben.texts()).hasCount(2);
        assertThat(anna.texts().allTextContents()).isEqualTo(ben.texts().allTextContents());
        assertThat(anna.row(ben).getAttribute("data-room"))
                .isEqualTo(ben.row(anna).getAttribute("data-room"));
    }

    @Test
    void anUnknownReceiverIsReportedWithALinkBack(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Response answer = anna.page().navigate("/chat/nobody-of-this-name");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(anna.heading()).hasText("Receiver not found");
        anna.link("Back to people").click();
        assertThat(anna.heading()).hasText("People");
        assertThat(anna.page()).hasURL(site.url() + "/dashboard");
        anna.page().navigate("/chat/" + anna.username());
        assertThat(anna.heading()).hasText("Receiver not found");
    }

    @Test
    void signingOutInOneTabOpensSignInInTheOthers(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        Visitor otherTab = anna.newTab().openDashboard();
        otherTab.button("Sign out").click();
        assertThat(otherTab.page().getByText("You are signed out.")).isVisible();
        anna.page().waitForURL("**/sign-in?**");
        assertThat(anna.page()).hasURL(Pattern.compile("sessionEnded=true"));
        assertThat(anna.page().getByText("Your session has ended.")).isVisible();
        anna.field("Username").fill(anna.username());
        anna.field("Password").fill(Visitor.PASSWORD);
        anna.button("Sign in").click();
        assertThat(anna.page()).hasURL(site.url() + "/chat/" + ben.username());
        assertThat(anna.heading()).hasText("Ben Okafor");
    }
}
