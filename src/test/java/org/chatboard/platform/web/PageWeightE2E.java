package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The transfer size of a first page load. {@link Visitors} checks in every test that no page requests another host. */
@InBrowser
class PageWeightE2E {
    /** Limit for a conversation with 50 messages, with its script, its styles and all headers. */
    private static final long MOST_BYTES = 120_000;

    @Test
    void noPageExceeds120Kilobytes(Visitors visitors) {
        try (ProxiedServer site =
                ProxiedServer.start(Map.of())) { // a server of its own, since each person in the list adds bytes
            weighAll(site, visitors);
        }
    }

    private static void weighAll(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        for (int i = 1; i <= 60; i++) {
            anna.send("A sentence of a usual length, said for the time number " + i);
        }
        List<String> paths = List.of(
                "/dashboard",
                "/chat/" + anna.username(),
                "/settings",
                "/mentions",
                "/search",
                "/websocket-test",
                "/chat/nobody",
                "/room/0",
                "/none");
        for (String path : paths) {
            weigh(visitors.onAnotherDevice(ben, site.url()), path);
        }
        weigh(visitors.stranger(site), "/sign-in");
        weigh(visitors.stranger(site), "/sign-up");
        weigh(visitors.stranger(site), "/new-password");
    }

    private static void weigh(Visitor visitor, String path) {
        Page page = visitor.page();
        List<Request> finished = new ArrayList<>();
        page.onRequestFinished(finished::add);
        page.navigate(path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        long bytes = 0;
        List<String> each = new ArrayList<>();
        for (Request request : List.copyOf(finished)) {
            Sizes sizes = request.sizes();
            long size = (long) sizes.responseHeadersSize + sizes.responseBodySize;
            bytes += size;
            each.add(request.url() + " " + size);
        }
        System.out.println(path + " weighs " + bytes + " bytes in " + each.size() + " answers");
        assertThat(bytes).as(path + ": " + each).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(each).isNotEmpty();
    }
}
