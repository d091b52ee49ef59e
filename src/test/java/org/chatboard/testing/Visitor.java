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
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody with a browser of their own. */
public final class Visitor implements AutoCloseable {
    /** A password that the rules accept; everybody has it. */
    public static final String PASSWORD = "wide-lantern-orbit-47";

    private static final int PATIENCE_MS = 20_000;
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");
    /** What the browser itself reports of servers that are gone or that refuse. */
    private static final Pattern OF_THE_NETWORK = Pattern.compile("^(Failed to load resource: "
            + "|An unknown error occurred when fetching the script|WebSocket connection to .* failed: |Access to fetch "
            + "|Error while trying to use the following icon from the Manifest: .* \\(Download error)");
    /** What Playwright says in the page's console of what the tests forbid. */
    private static final String OF_PLAYWRIGHT = "Service Worker registration blocked by Playwright";

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
        context.onConsoleMessage(this::hear);
        context.onWebError(error -> faults.add("script: " + error.error()));
        context.onRequest(this::judge);
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

    private void hear(ConsoleMessage message) {
        if (message.text().equals(OF_PLAYWRIGHT)) {
            return;
        }
        console.add(message.text());
        if (Set.of("error", "warning").contains(message.type())
                && !OF_THE_NETWORK.matcher(message.text()).find()) {
            faults.add(message.type() + ": " + message.text());
        }
    }

    private void judge(Request request) {
        URI address = URI.create(request.url().replaceFirst("^(data|blob):.*", "$1:"));
        if (address.getHost() != null && !HERE.contains(address.getHost())) {
            faults.add("request to another host: " + request.url());
        }
    }

    /** Signs up and in, as a script would. */
    public Visitor signUpAs(String username, String displayName) {
        Visitors.SIGNED_UP.incrementAndGet();
        post("/api/accounts", Map.of("username", username, "displayName", displayName, "password", PASSWORD));
        return signIn(username);
    }

    /** Signs in as a script would, so that the cookies of this browser are those of the sign-in. */
    public Visitor signIn(String username) {
        post("/api/session", Map.of("username", username, "password", PASSWORD));
        return signedInAs(username);
    }

    private void post(String path, Map<String, String> body) {
        APIResponse answer =
                context.request().post(path, RequestOptions.create().setData(body));
        if (!answer.ok()) {
            throw new AssertionError(path + " answered " + answer.status() + ": " + answer.text());
        }
    }

    /** This browser is signed in under a username: learns who that is. */
    public Visitor signedInAs(String username) {
        String me = context.request().get("/api/me").text();
        this.username = username;
        this.displayName = me.replaceFirst(".*\"displayName\":\"([^\"]*)\".*", "$1");
        this.id = Long.parseLong(me.replaceFirst(".*\"id\":(\\d+).*", "$1"));
        return this;
    }

    /** {@return the page that is looked at} */
    public Page page() {
        return page;
    }

    /** {@return the same person with another tab of the same browser} */
    public Visitor newTab() {
        return new Visitor(this);
    }

    /** {@return the browser's window, with its cookies} */
    public BrowserContext context() {
        return context;
    }

    /** {@return the username, null for a stranger} */
    public String username() {
        return username;
    }

    /** {@return the name that others see} */
    public String displayName() {
        return displayName;
    }

    /** {@return the account's id} */
    public long id() {
        return id;
    }

    /** Chooses an action of the menu of the message that says {@code text}, once none is on its way: each moves those above it. */
    public void act(String text, String action) {
        assertThat(page.locator(".message--pending")).hasCount(0);
        bubble(text).hover();
        button("More actions").click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(action).setExact(true))
                .click();
    }

    /** {@return the lines of the console so far} */
    public List<String> console() {
        return console;
    }

    /** {@return what went wrong so far: scripts that failed, breaches of the policy, requests to other hosts} */
    public List<String> faults() {
        return faults;
    }

    /** Opens the dashboard and waits until it is live. */
    public Visitor openDashboard() {
        page.navigate("/dashboard");
        return awaitConnected();
    }

    /** Opens the conversation with somebody, by its address, and waits until it is live. */
    public Visitor openChat(Visitor other) {
        page.navigate("/chat/" + other.username());
        return awaitConnected();
    }

    /** Opens the test panel. */
    public Visitor openPanel() {
        page.navigate("/websocket-test");
        return this;
    }

    /** Waits until the page says that it is connected. */
    public Visitor awaitConnected() {
        assertThat(page.locator("[data-connection]").first()).hasAttribute("data-state", "open");
        return this;
    }

    /** Tells the page what a browser tells it when the network is back: it connects at once, and not when its timer says so. */
    public Visitor goOnline() {
        page.evaluate("dispatchEvent(new Event('online'))");
        return awaitConnected();
    }

    /** {@return where one writes} */
    public Locator composer() {
        return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    }

    /** Writes something and presses Enter. */
    public void send(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    /** Writes something on a phone, where Enter would break the line, and presses the button. */
    public void sendByTap(String text) {
        composer().fill(text);
        button("Send").tap();
    }

    /** Says something where nobody can hear it, and waits until each bubble says so, and all of it is in the browser's store. */
    public void sendOffline(String... texts) {
        assertThat(page.locator("[data-connection]").first()).not().hasAttribute("data-state", "open");
        for (String text : texts) {
            send(text);
            assertThat(bubble(text).locator(".message__state")).hasText("Waiting for the connection…");
        }
        page.waitForFunction("() => debugChat.getStatus().unstored === 0");
    }

    /** {@return the texts of all messages, in the order in which they stand} */
    public Locator texts() {
        return page.getByRole(AriaRole.LOG).locator(".message__text");
    }

    /** {@return the bubble with exactly this text} */
    public Locator bubble(String text) {
        return page.locator(".message")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".message__text", new Page.LocatorOptions().setHasText(exactly(text)))));
    }

    /** {@return what whoever looks into a failed test wants to know of this browser, one line each} */
    String account() {
        return Stream.of(
                        Stream.of(displayName + " (" + username + ") at " + page.url()),
                        faults.stream().map(fault -> "  fault: " + fault),
                        unanswered.stream().map(request -> "  request: " + request),
                        console.stream().map(line -> "  console: " + line))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    /** {@return somebody's row in the list of people} */
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

    /** {@return the page's width beyond the screen's, in px; 0 where nothing sticks out} */
    public int horizontalOverflow() {
        return (int) page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)");
    }

    /** {@return a button by its name} */
    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Has as many messages as these, in this order. */
    public void sees(String... texts) {
        assertThat(texts()).hasText(texts);
    }

    /** Saves what is on the screen. */
    public void saveScreenshot(Path file) {
        try {
            page.screenshot(new Page.ScreenshotOptions().setPath(file));
        } catch (PlaywrightException e) {
            console.add("no picture: " + e.getMessage());
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
