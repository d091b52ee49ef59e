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

/** The people of one test, each with a browser context, and therefore cookies, of their own. */
public final class Visitors implements AutoCloseable {
    /** Number of sign-ups so far on all servers. */
    static final AtomicInteger SIGNED_UP = new AtomicInteger();

    private final org.chatboard.testing.Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    Visitors(org.chatboard.testing.Browser browser) {
        this.browser = browser;
    }

    /** {@return default options of a context: 1280 × 800 px, reduced motion, no service worker; a test may change them} */
    public static Browser.NewContextOptions window() {
        return new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setLocale("en-GB")
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    /** {@return a unique username} */
    public static String newUsername() {
        return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** {@return a person who is not signed in, in a new context with {@code url} as its base URL} */
    public Visitor stranger(String url, Browser.NewContextOptions window) {
        return enter(browser.chromium().newContext(window.setBaseURL(url)));
    }

    /**
     * {@return a person in a browser process of their own, whose cookies and databases are in a profile folder}
     *
     * @param profile an empty folder at first; closing the visitor ends the browser and keeps the folder
     */
    public Visitor withProfile(Path profile, String url) {
        return enter(browser.onProfile(profile, url));
    }

    private Visitor enter(BrowserContext context) {
        Visitor visitor = new Visitor(context);
        visitors.add(visitor);
        return visitor;
    }

    /** {@return a person who is not signed in, in a context with the default options} */
    public Visitor stranger(ProxiedServer site) {
        return stranger(site.url(), window());
    }

    /** {@return a person with an account that no test has used, who is signed in} */
    public Visitor member(ProxiedServer site, String displayName) {
        return member(site.url(), window(), displayName);
    }

    /** {@return a person with an account that no test has used, who is signed in, at another URL or with other options} */
    public Visitor member(String url, Browser.NewContextOptions window, String displayName) {
        Visitor visitor = stranger(url, window);
        return ProxiedServer.takeAccount(url, displayName)
                .map(account -> visitor.signInAs(account, ProxiedServer.cookiePort(url)))
                .orElseGet(() -> visitor.signUpAs(newUsername(), displayName));
    }

    /** {@return the administrator, whom all tests of the shared server share; a test restores what it changes} */
    public Visitor administrator(ProxiedServer site) {
        return stranger(site).signInAs(ProxiedServer.administrator(site.url()), site.port());
    }

    /** {@return the same person, signed in from another browser context} */
    public Visitor onAnotherDevice(Visitor visitor, String url) {
        return stranger(url, window()).signIn(visitor.username());
    }

    /** Fails if a page had a fault; see {@link Visitor#faults()}. */
    void assertNoFaults() {
        for (Visitor visitor : visitors) {
            assertThat(visitor.faults()).as("faults of the page").isEmpty();
        }
    }

    /** Saves a screenshot of each page below {@code target/e2e} and prints the diagnostics, for the analysis of a failed test. */
    void saveDiagnostics(String test) {
        BuildOutput.print(
                visitors.stream().map(Visitor::diagnostics).collect(Collectors.joining("\n", test + " failed\n", "")));
        for (int i = 0; i < visitors.size(); i++) {
            visitors.get(i).saveScreenshot(Path.of("target", "e2e", test + "-" + (i + 1) + ".png"));
        }
    }

    @Override
    public void close() {
        visitors.forEach(Visitor::close);
    }
}
