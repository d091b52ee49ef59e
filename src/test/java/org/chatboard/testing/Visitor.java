package org.chatboard.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One person with a browser context of their own. It records the console, script errors and failed requests of its page. */
public final class Visitor implements AutoCloseable {
    /** A password that satisfies the password rules; all test accounts use it. */
    public static final String PASSWORD = "wide-lantern-orbit-47";

    private static final int PATIENCE_MS = 20_000;
    private static final Set<String> OWN_HOSTS = Set.of("127.0.0.1", "localhost");
    /** Console messages of the browser about failed requests, which tests provoke. */
    private static final Pattern NETWORK_ERROR = Pattern.compile("^(Failed to load resource: "
            + "|An unknown error occurred when fetching the script|WebSocket connection to .* failed: |Access to fetch "
            + "|Error while trying to use the following icon from the Manifest: .* \\(Download error)");
    /** Console message of Playwright in contexts that block service workers. */
    private static final String PLAYWRIGHT_WARNING = "Service Worker registration blocked by Playwright";

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    private final BrowserContext context;
    private final Page page;
    private final List<String> console = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();
    private String username;
    private String displayName;
    private long id;

    Visitor(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MS);
        context.onConsoleMessage(this::record);
        context.onWebError(error -> faults.add("script: " + error.error()));
        context.onRequest(this::checkHost);
        context.onRequestFailed(request -> unanswered.add(request.url() + " " + request.failure()));
        context.onResponse(answer -> {
            if (answer.status() >= 400) {
                unanswered.add(answer.url() + " " + answer.status());
            }
        });
        context.addInitScript("document.addEventListener('securitypolicyviolation',"
                + " e => console.error('policy: ' + e.effectiveDirective + ' ' + e.blockedURI))");
        this.page = context.newPage();
    }

    private Visitor(Visitor same) {
        this.context = same.context;
        this.page = context.newPage();
        this.username = same.username;
        this.displayName = same.displayName;
        this.id = same.id;
    }

    private void record(ConsoleMessage message) {
        if (message.text().equals(PLAYWRIGHT_WARNING)) {
            return;
        }
        console.add(message.text());
        if (Set.of("error", "warning").contains(message.type())
                && !NETWORK_ERROR.matcher(message.text()).find()) {
            faults.add(message.type() + ": " + message.text());
        }
    }

    private void checkHost(Request request) {
        URI address = URI.create(request.url().replaceFirst("^(data|blob):.*", "$1:local"));
        if (address.getHost() != null && !OWN_HOSTS.contains(address.getHost())) {
            faults.add("request to another host: " + request.url());
        }
    }

    /** Creates an account and signs in, by REST. */
    public Visitor signUpAs(String username, String displayName) {
        Visitors.SIGNED_UP.incrementAndGet();
        post("/api/accounts", Map.of("username", username, "displayName", displayName, "password", PASSWORD));
        return signIn(username);
    }

    /** Signs in by REST, which sets the session cookie of this browser context. */
    public Visitor signIn(String username) {
        post("/api/session", Map.of("username", username, "password", PASSWORD));
        return signedInAs(username);
    }

    /** Takes over the session of an account that the server has from its start. */
    Visitor signInAs(PreparedAccounts.Account account, int port) {
        context.addCookies(List.of(new Cookie(account.cookie(port), account.token())
                .setDomain("127.0.0.1")
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.LAX)
                .setExpires(account.expiresAt().getEpochSecond())));
        username = account.username();
        displayName = account.displayName();
        id = account.id();
        return this;
    }

    private void post(String path, Map<String, String> body) {
        APIResponse answer =
                context.request().post(path, RequestOptions.create().setData(body));
        if (!answer.ok()) {
            throw new AssertionError(path + " answered " + answer.status() + ": " + answer.text());
        }
    }

    /** Takes over the session that this browser context has already, and reads the account from {@code /api/me}. */
    public Visitor signedInAs(String username) {
        String me = context.request().get("/api/me").text();
        this.username = username;
        this.displayName = me.replaceFirst(".*\"displayName\":\"([^\"]*)\".*", "$1");
        this.id = Long.parseLong(me.replaceFirst(".*\"id\":(\\d+).*", "$1"));
        return this;
    }

    /** {@return the current tab} */
    public Page page() {
        return page;
    }

    /** {@return the same person with a new tab of the same browser context} */
    public Visitor newTab() {
        return new Visitor(this);
    }

    /** {@return the browser context, with its cookies} */
    public BrowserContext context() {
        return context;
    }

    /** {@return the username, null before sign-in} */
    public String username() {
        return username;
    }

    /** {@return the display name} */
    public String displayName() {
        return displayName;
    }

    /** {@return the account's id} */
    public long id() {
        return id;
    }

    /** Chooses an action in the menu of a message. First waits until no message is pending, so that none moves. */
    public void act(String text, String action) {
        assertThat(page.locator(".message--pending")).hasCount(0);
        bubble(text).hover();
        button("More actions").click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(action).setExact(true))
                .click();
    }

    /** {@return the console messages so far} */
    public List<String> console() {
        return console;
    }

    /** {@return the faults so far: script errors, violations of the Content-Security-Policy, requests to other hosts} */
    public List<String> faults() {
        return faults;
    }

    /** Opens the dashboard and waits until it is connected. */
    public Visitor openDashboard() {
        page.navigate("/dashboard");
        return awaitConnected();
    }

    /** Opens the conversation with another person by its URL and waits until it is connected. */
    public Visitor openChat(Visitor other) {
        page.navigate("/chat/" + other.username());
        return awaitConnected();
    }

    /** Opens the WebSocket test page. */
    public Visitor openPanel() {
        page.navigate("/websocket-test");
        return this;
    }

    /** Waits until the page shows the state connected. */
    public Visitor awaitConnected() {
        assertThat(page.locator("[data-connection]").first()).hasAttribute("data-state", "open");
        return this;
    }

    /** Fires the event {@code online}, after which the page reconnects at once, and waits until the page is connected. */
    public Visitor goOnline() {
        page.evaluate("dispatchEvent(new Event('online'))");
        return awaitConnected();
    }

    /** {@return the text field of the composer} */
    public Locator composer() {
        return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    }

    /** Sends a message with the Enter key. */
    public void send(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    /** Sends a message on a phone with the Send button, since Enter starts a new line there. */
    public void sendByTap(String text) {
        composer().fill(text);
        button("Send").tap();
    }

    /** Writes messages without a connection. Waits until each shows that it waits for one, and all are stored in the browser. */
    public void sendOffline(String... texts) {
        assertThat(page.locator("[data-connection]").first()).not().hasAttribute("data-state", "open");
        for (String text : texts) {
            send(text);
            assertThat(bubble(text).locator(".message__state")).hasText("Waiting for the connection…");
        }
        page.waitForFunction("() => debugChat.getStatus().unstored === 0");
    }

    /** {@return the texts of all messages, in the order of the page} */
    public Locator texts() {
        return page.getByRole(AriaRole.LOG).locator(".message__text");
    }

    /** {@return the message whose text is exactly this} */
    public Locator bubble(String text) {
        return page.locator(".message")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".message__text", new Page.LocatorOptions().setHasText(exactly(text)))));
    }

    /** {@return faults, failed requests and console messages, one line each, for the analysis of a failed test} */
    String diagnostics() {
        return Stream.of(
                        Stream.of(displayName + " (" + username + ") at " + page.url()),
                        faults.stream().map(fault -> "  fault: " + fault),
                        unanswered.stream().map(request -> "  request: " + request),
                        console.stream().map(line -> "  console: " + line))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    /** {@return another person's row in the list of people} */
    public Locator row(Visitor other) {
        return page.locator("a.person[data-account-id='" + other.id() + "']");
    }

    /** {@return the heading of the page} */
    public Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** {@return a link by its name} */
    public Locator link(String name) {
        return page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    /** {@return a field by its label} */
    public Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** {@return by how many px the page is wider than the viewport; 0 if it fits} */
    public int horizontalOverflow() {
        return (int) page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)");
    }

    /** {@return a button by its name} */
    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Asserts that the page shows exactly these messages, in this order. */
    public void sees(String... texts) {
        assertThat(texts()).hasText(texts);
    }

    /** Saves a screenshot. */
    public void saveScreenshot(Path file) {
        try {
            page.screenshot(new Page.ScreenshotOptions().setPath(file));
        } catch (PlaywrightException e) {
            console.add("no screenshot: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static Pattern exactly(String text) {
        return Pattern.compile("^\\s*" + text.replaceAll("[.*+?^${}()|\\[\\]\\\\/]", "\\\\$0") + "\\s*$");
    }
}
