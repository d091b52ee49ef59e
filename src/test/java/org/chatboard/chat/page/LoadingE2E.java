package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Pages whose scripts fail to load. */
@InBrowser
class LoadingE2E {
    private static final String SCRIPT = "**/js/pages/board-page.js";

    @Test
    void aScriptThatFailsOnceIsReloaded(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.page().route(SCRIPT, Route::abort, new Page.RouteOptions().setTimes(1));
        anna.openDashboard();
        expectWarning(anna);
    }

    @Test
    void aScriptThatAlwaysFailsIsExplained(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        AtomicInteger loads = new AtomicInteger();
        anna.page().onRequest(request -> loads.addAndGet(request.isNavigationRequest() ? 1 : 0));
        anna.page().route(SCRIPT, Route::abort);
        anna.page().navigate("/dashboard");
        assertThat(anna.page().locator("#connection"))
                .hasText("Part of this page did not load, so it cannot connect. Reload");
        assertThat(loads).as("reloads").hasValue(2);
        assertThat(anna.faults()).isNotEmpty();
        anna.page().unroute(SCRIPT);
        anna.button("Reload").click();
        anna.awaitConnected();
        expectWarning(anna);
    }

    /** Checks that all faults are warnings that a script did not load, and removes them: the test expects them. */
    private static void expectWarning(Visitor visitor) {
        assertThat(visitor.faults()).allMatch(fault -> fault.contains("did not load"));
        visitor.faults().clear();
    }
}
