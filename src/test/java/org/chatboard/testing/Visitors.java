package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The people of one test, each with a window, and so cookies, of their own. */
public final class Visitors implements AutoCloseable {
    /** How many people have signed up so far, on whatever site. */
    static final AtomicInteger SIGNED_UP = new AtomicInteger();

    private final org.chatboard.testing.Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    Visitors(org.chatboard.testing.Browser browser) {
        this.browser = browser;
    }

    /** {@return a window of 1280 × 800 that stands still, to be changed} */
    public static Browser.NewContextOptions window() {
        return new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setLocale("en-GB")
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    /** {@return a username that nobody else has} */
    public static String newUsername() {
        return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** {@return somebody in a new window who is not signed in; what they see lies at {@code url}} */
    public Visitor stranger(String url, Browser.NewContextOptions window) {
        return enter(browser.chromium().newContext(window.setBaseURL(url)));
    }

    /**
     * {@return whoever signed in there before, in a browser that is started on a folder and finds there what it kept}
     *
     * @param profile empty at first; closing the visitor ends the browser and keeps the folder
     */
    public Visitor withProfile(Path profile, String url) {
        return enter(browser.onProfile(profile, url));
    }

    private Visitor enter(BrowserContext context) {
        Visitor visitor = new Visitor(context);
        visitors.add(visitor);
        return visitor;
    }

    /** {@return the same in a usual window} */
    public Visitor stranger(ProxiedServer site) {
        return stranger(site.url(), window());
    }

    /** {@return somebody who has signed up, under a username of their own, and is signed in} */
    public Visitor member(ProxiedServer site, String displayName) {
        return member(site.url(), window(), displayName);
    }

    /** {@return the same at another address, or in another window} */
    public Visitor member(String url, Browser.NewContextOptions window, String displayName) {
        return stranger(url, window).signUpAs(newUsername(), displayName);
    }

    /** {@return the same person in another browser of theirs} */
    public Visitor onAnotherDevice(Visitor visitor, String url) {
        return stranger(url, window()).signIn(visitor.username());
    }

    /** Fails where a page did what none may: a script that failed, a breach of the policy, a request to another host. */
    void assertFaultless() {
        for (Visitor visitor : visitors) {
            assertThat(visitor.faults()).as("what went wrong in the page").isEmpty();
        }
    }

    /** Saves what everybody sees below {@code target/e2e}, and prints what their browsers said, for whoever looks into a failed test. */
    void tell(String test) {
        BuildOutput.print(
                visitors.stream().map(Visitor::account).collect(Collectors.joining("\n", test + " failed\n", "")));
        for (int i = 0; i < visitors.size(); i++) {
            visitors.get(i).saveScreenshot(Path.of("target", "e2e", test + "-" + (i + 1) + ".png"));
        }
    }

    @Override
    public void close() {
        visitors.forEach(Visitor::close);
    }
}
