package org.chatboard.people.settings;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The list of one's sign-ins in the settings, with other devices in browsers of their own. */
@InBrowser
class SignInsE2E {
    @Test
    void signsAnotherDeviceOut(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor elsewhere = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        anna.page().navigate("/settings");
        assertThat(rows(anna)).hasCount(2);
        assertThat(rows(anna).first()).containsText("This device");
        assertThat(rows(anna).last()).containsText("Chrome on Linux");
        assertThat(rows(anna).last()).containsText("127.0.0.1");
        assertThat(rows(anna).last()).containsText(Pattern.compile("Last used: (just now|this minute)"));
        PageChecks.assertAccessible(anna.page());
        signOut(rows(anna).last());
        assertThat(anna.page().locator("#sign-ins-said"))
                .hasText("Signed out. If that device was not yours, change your password too.");
        assertThat(rows(anna)).hasCount(1);
        assertThat(anna.page().getByText("Where you are signed in")).isFocused();
        assertThat(anna.button("Sign out all others")).isHidden();
        elsewhere.page().waitForURL("**/sign-in?**");
        assertThat(elsewhere.page().getByText("Your session has ended.")).isVisible();
        anna.openDashboard();
    }

    @Test
    void signsAllOthersOut(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor second = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        visitors.onAnotherDevice(anna, site.url());
        anna.page().navigate("/settings");
        assertThat(rows(anna)).hasCount(3);
        anna.button("Sign out all others").click();
        assertThat(anna.page().locator("#sign-ins-said")).hasText("Signed out everywhere else.");
        assertThat(rows(anna)).hasCount(1);
        second.page().waitForURL("**/sign-in?**");
    }

    @Test
    void signsThisDeviceOutAndSaysSo(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.page().navigate("/settings");
        signOut(rows(anna).first());
        assertThat(anna.page().getByText("You are signed out.")).isVisible();
        anna.page().navigate("/settings");
        assertThat(anna.heading()).hasText("Sign in");
    }

    @Test
    void saysWhatWentWrongAndKeepsTheRow(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor elsewhere = visitors.onAnotherDevice(anna, site.url());
        anna.page().navigate("/settings");
        anna.context().setOffline(true);
        signOut(rows(anna).last());
        assertThat(anna.page().locator("#sign-ins-said"))
                .hasText("That did not work. Check the connection and try again.");
        assertThat(rows(anna)).hasCount(2);
        anna.context().setOffline(false);
        elsewhere.openDashboard().button("Sign out").click(); // gone meanwhile
        assertThat(elsewhere.page().getByText("You are signed out.")).isVisible();
        signOut(rows(anna).last());
        assertThat(rows(anna)).hasCount(1);
    }

    @Test
    void leadsToTheSignInPageOnceThisDeviceIsSignedOut(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor elsewhere = visitors.onAnotherDevice(anna, site.url());
        anna.page().navigate("/settings");
        elsewhere.page().navigate("/settings");
        elsewhere.button("Sign out all others").click();
        assertThat(rows(elsewhere)).hasCount(1);
        signOut(rows(anna).last());
        anna.page().waitForURL("**/sign-in?**");
    }

    private static Locator rows(Visitor visitor) {
        return visitor.page().locator("#sign-ins li");
    }

    private static void signOut(Locator row) {
        row.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Sign out").setExact(true))
                .click();
    }
}
