package org.chatboard.operation.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SelectOption;
import java.util.Map;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Json;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** An administrator decides in the browser who may sign up. */
@InBrowser
class AdminE2E {
    private static final String ANYBODY = "Anybody who opens this address";
    private static final String INVITED = "People with an invitation";
    private static final String NOBODY = "Nobody";

    @Test
    void decidesWhoMaySignUp(ProxiedServer site, Visitors visitors) {
        Visitor administrator = visitors.administrator(site).openDashboard();
        Visitor stranger = visitors.stranger(site);
        administrator.link("Administration").click();
        assertThat(administrator.heading()).hasText("Administration");
        assertThat(mode(administrator)).hasValue("ANYBODY");
        PageChecks.assertAccessible(administrator.page());
        try {
            choose(administrator, INVITED);
            PageChecks.assertAccessible(administrator.page());
            assertRejected(stranger, "you need an invitation");
            Visitor invited = visitors.stranger(site);
            invited.page().navigate(invitation(administrator));
            assertThat(invited.field("Username")).isVisible();
            stranger.page().navigate("/sign-in");
            assertThat(stranger.link("Sign up")).isVisible();
            choose(administrator, NOBODY);
            assertRejected(stranger, "Nobody can sign up here");
            stranger.page().navigate("/sign-in");
            assertThat(stranger.button("Sign in")).isVisible();
            assertThat(stranger.page().getByText("Sign up")).hasCount(0);
        } finally {
            choose(administrator, ANYBODY);
        }
        stranger.page().navigate("/sign-up");
        assertThat(stranger.button("Sign up")).isVisible();
    }

    @Test
    void closesAFormThatIsOpenAlready(ProxiedServer site, Visitors visitors) {
        Visitor administrator = visitors.administrator(site);
        administrator.page().navigate("/admin");
        Visitor stranger = visitors.stranger(site);
        stranger.page().navigate("/sign-up");
        stranger.field("Username").fill(Visitors.newUsername());
        stranger.field("Display name").fill("Late Comer");
        stranger.field("Password").fill(Visitor.PASSWORD);
        try {
            choose(administrator, NOBODY);
            stranger.button("Sign up").click();
            assertThat(stranger.page().getByText("Nobody can sign up here")).isVisible();
            assertThat(stranger.field("Username")).hasCount(0);
        } finally {
            choose(administrator, ANYBODY);
        }
    }

    private static String invitation(Visitor administrator) {
        String answer = administrator
                .context()
                .request()
                .post("/api/invites", RequestOptions.create().setData(Map.of("uses", 1)))
                .text();
        return Json.parse(answer).getString("link");
    }

    private static Locator mode(Visitor administrator) {
        return administrator.field("May sign up");
    }

    private static void choose(Visitor administrator, String label) {
        mode(administrator).selectOption(new SelectOption().setLabel(label));
        administrator.button("Save").click();
        administrator.page().waitForURL("**/admin?saved=signUp");
        assertThat(administrator.page().getByText("Saved. Who may sign up has been changed."))
                .isVisible();
        assertThat(mode(administrator).locator("option:checked")).hasText(label);
    }

    private static void assertRejected(Visitor stranger, String why) {
        stranger.page().navigate("/sign-up");
        assertThat(stranger.page().getByText(why)).isVisible();
        assertThat(stranger.field("Username")).hasCount(0);
        PageChecks.assertAccessible(stranger.page());
    }
}
