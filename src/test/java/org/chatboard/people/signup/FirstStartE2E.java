package org.chatboard.people.signup;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** A new server: its first administrator, the dashboard of a single account, and the next account. */
@InBrowser
class FirstStartE2E {
    @Test
    void thePrintedAddressMakesOneAdministratorWhomOthersFollow(Visitors visitors) {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) {
            String address = site.server().errors().stream()
                    .filter(line -> line.contains("/first-start/"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElseThrow();
            Visitor anna = visitors.stranger(site);
            Visitor late = visitors.stranger(site);
            late.page().navigate(address);
            fillIn(late, "Late Comer");
            anna.page().navigate(address);
            PageChecks.assertAccessible(anna.page());
            fillIn(anna, "Anna Schmidt");
            anna.button("Sign up").click();
            assertThat(anna.heading()).hasText("Administration");

            late.button("Sign up").click(); // two forms were open
            assertThat(late.heading()).hasText("Page not found");
            assertThat(late.page().navigate(address).status()).isEqualTo(404);
            invitesUntilAnotherAccountExists(site, visitors, anna);
        }
    }

    private static void fillIn(Visitor visitor, String displayName) {
        visitor.field("Username").fill(Visitors.newUsername());
        visitor.field("Display name").fill(displayName);
        visitor.field("Password").fill(Visitor.PASSWORD);
    }

    private static void invitesUntilAnotherAccountExists(ProxiedServer site, Visitors visitors, Visitor anna) {
        anna.openDashboard();
        assertThat(anna.page().getByText("Nobody here yet")).isVisible();
        assertThat(anna.field("Address to share")).hasValue(site.url() + "/sign-up");
        assertThat(anna.field("Find people and rooms")).isHidden();
        anna.button("Copy").click();
        assertThat(anna.page().locator("#invitation-said")).not().isEmpty();
        PageChecks.assertAccessible(anna.page());
        Visitor ben = visitors.member(site, "Ben Okafor");
        assertThat(anna.row(ben)).isVisible();
        assertThat(anna.page().getByText("Nobody here yet")).isHidden();
        assertThat(anna.field("Find people and rooms")).isVisible();
    }
}
