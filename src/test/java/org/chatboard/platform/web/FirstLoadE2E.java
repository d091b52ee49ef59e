package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Measures the time until a page is connected over a slow link, with a cold and a warm cache, and the number of its requests. */
@InBrowser
class FirstLoadE2E {
    private static final int LATENCY_MS = 400;
    private static final int BYTES_PER_SECOND = 400_000 / 8;
    private static final int LOADS = 3;

    /** Most requests with a warm cache: the page, its socket, and one to spare. */
    private static final int MOST_WARM_REQUESTS = 3;

    private static final double MOST_WARM_MS = 2_500;
    private static final double MOST_COLD_MS = 5_000;

    private static final String WATCH = """
            new MutationObserver((_, observer) => {
                if (document.querySelector('[data-connection]')?.dataset.state === 'open') {
                    globalThis.connectedAfterMs = performance.now();
                    observer.disconnect();
                }
            }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] })""";

    /** A page on a slow link, the addresses that it has requested from the network, and the bytes received. */
    private static final class SlowPage {
        private final Visitor visitor;
        private final String path;
        private final Map<String, String> requests = new ConcurrentHashMap<>();
        private final AtomicLong bytes = new AtomicLong();

        SlowPage(Visitor visitor, String path) {
            this.visitor = visitor;
            this.path = path;
            visitor.context().addInitScript(WATCH);
            CDPSession devTools = visitor.context().newCDPSession(visitor.page());
            devTools.send("Network.enable");
            devTools.send("Network.emulateNetworkConditions", slowLink());
            observe(devTools);
        }

        private static JsonObject slowLink() {
            JsonObject conditions = new JsonObject();
            conditions.addProperty("offline", false);
            conditions.addProperty("latency", LATENCY_MS);
            conditions.addProperty("downloadThroughput", BYTES_PER_SECOND);
            conditions.addProperty("uploadThroughput", BYTES_PER_SECOND);
            return conditions;
        }

        private void observe(CDPSession devTools) {
            devTools.on(
                    "Network.requestWillBeSent",
                    event -> requests.put(
                            id(event),
                            event.getAsJsonObject("request").get("url").getAsString()));
            devTools.on(
                    "Network.webSocketCreated",
                    event -> requests.put(id(event), event.get("url").getAsString()));
            devTools.on("Network.requestServedFromCache", event -> requests.remove(id(event)));
            devTools.on("Network.responseReceived", event -> {
                if (event.getAsJsonObject("response").get("fromDiskCache").getAsBoolean()) {
                    requests.remove(id(event));
                }
            });
            devTools.on(
                    "Network.loadingFinished",
                    event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
        }

        private static String id(JsonObject event) {
            return event.get("requestId").getAsString();
        }

        List<String> requests() {
            return requests.values().stream()
                    .filter(url -> !url.startsWith("data:"))
                    .sorted()
                    .toList();
        }

        /** {@return the milliseconds until the page is connected} */
        double load(String kind) {
            requests.clear();
            bytes.set(0);
            Page page = visitor.page();
            page.navigate(path);
            visitor.awaitConnected();
            double took = ((Number) page.evaluate("connectedAfterMs")).doubleValue();
            System.out.printf(
                    "%s: %.0f ms, %d requests, %d KB, %s%n",
                    kind, took, requests().size(), bytes.get() / 1_000, requests());
            return took;
        }
    }

    @Test
    void aColdLoadIsQuickAndAWarmOneRequestsOnlyThePageAndItsSocket(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.openChat(ben).send("hello");
        ben.openChat(anna);
        String path = "/chat/" + ben.username();

        List<Double> cold = new ArrayList<>();
        SlowPage page;
        do {
            page = new SlowPage(visitors.onAnotherDevice(anna, site.url()), path);
            cold.add(page.load("cold"));
        } while (cold.size() < LOADS && Collections.min(cold) > MOST_COLD_MS);
        assertThat(Collections.min(cold))
                .as("fastest of %s ms; other load on the machine only adds to it", cold)
                .isLessThanOrEqualTo(MOST_COLD_MS);

        SlowPage loaded = page;
        List<Double> warm = IntStream.range(0, LOADS)
                .mapToObj(i -> {
                    double took = loaded.load("warm");
                    assertThat(loaded.requests()).hasSizeLessThanOrEqualTo(MOST_WARM_REQUESTS);
                    return took;
                })
                .sorted()
                .toList();
        assertThat(warm.get(LOADS / 2)).as("median of %s ms", warm).isLessThanOrEqualTo(MOST_WARM_MS);
    }
}
