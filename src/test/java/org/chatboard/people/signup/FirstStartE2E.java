package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.Map;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The dashboard of a server with a single account. */
@InBrowser
class EmptyDashboardE2E {
    @Test
    void showsTheInvitationUntilAnotherAccountExists(Visitors visitors) {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) {
            Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
            assertThat(anna.page().getByText("Nobody here yet")).isVisible();
            assertThat(anna.field("Address to share")).hasValue(site.url() + "/sign-up");
            assertThat(anna.field("Find people")).isHidden();
            anna.button("Copy").click();
            assertThat(anna.page().locator("#invitation-said")).not().isEmpty();
            PageChecks.assertAccessible(anna.page());
            Visitor ben = visitors.member(site, "Ben Okafor");
            assertThat(anna.row(ben)).isVisible();
            assertThat(anna.page().getByText("Nobody here yet")).isHidden();
            assertThat(anna.field("Find people")).isVisible();
        }
    }
}
