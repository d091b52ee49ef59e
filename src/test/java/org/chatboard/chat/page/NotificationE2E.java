package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.chatboard.testing.Browser;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Modules;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Notifications of messages: in the page, on the desktop, muted, and during "do not disturb". */
@InBrowser(Browser.Kind.FULL)
class NotificationE2E {
    /** Records which notifications a page shows and which are closed. The browser shows them as usual. */
    private static final String OBSERVE = "window.notified = []; window.dismissed = [];"
            + " window.Notification = new Proxy(window.Notification, { construct(Real, [title, options]) {"
            + " const made = new Real(title, options); const close = made.close.bind(made);"
            + " made.close = () => { dismissed.push(options.tag); close(); };"
            + " made.addEventListener('close', () => dismissed.push(options.tag));" // also if another tab replaces it
            + " made.open = () => made.dispatchEvent(new Event('click'));"
            + " notified.push({title, text: options.body, made}); return made; }});";

    private static final String HIDE = "Object.defineProperty(document, 'visibilityState',"
            + " {configurable: true, get: () => 'hidden'}); document.dispatchEvent(new Event('visibilitychange'));";

    /** Records the text of every toast as soon as it appears, since a later toast may replace it. */
    private static final String RECORD_TOASTS =
            "document.addEventListener('DOMContentLoaded', () => new MutationObserver(changes =>"
                    + " changes.forEach(change => change.addedNodes.forEach(element =>"
                    + " toastTexts(element.querySelector('.toast__text').textContent))))"
                    + ".observe(document.querySelector('#toasts'), {childList: true}));";

    /** Acts as Chrome for Android, where only a service worker can show notifications, and records them. */
    private static final String AS_ON_A_PHONE = "window.notified = [];"
            + " window.Notification = class { static permission = 'granted'; constructor() { throw new TypeError('no'); } };"
            + " const worker = window.ServiceWorkerRegistration?.prototype ?? {}; const show = worker.showNotification;"
            + " worker.showNotification = async function (title, options) {"
            + " await show.call(this, title, options); notified.push({title, text: options.body}); };";

    /** Delays the answers of {@code getNotifications()} until the test calls {@code release()}. */
    private static final String HOLD = "() => { const worker = ServiceWorkerRegistration.prototype;"
            + " const list = worker.getNotifications; window.requested = false;"
            + " const gate = new Promise(go => { window.release = go; });"
            + " worker.getNotifications = async function () { requested = true; await gate; return list.call(this); }; }";

    private static final String ON_THE_DESKTOP = "navigator.serviceWorker.getRegistration()"
            + ".then(registration => registration.getNotifications()).then(({length}) => length)";

    private static final String CLICK = "registration.getNotifications().then(([notification]) => {"
            + " const click = new NotificationEvent('notificationclick', {notification});"
            + " click.waitUntil = outcome => outcome.catch(() => {});" // only a real click may focus a page
            + " dispatchEvent(click); })";

    /** Counts the tones that a page plays. */
    private static final String TONES = "() => { window.tones = 0; const start = OscillatorNode.prototype.start;"
            + " OscillatorNode.prototype.start = function (at) { tones++; return start.call(this, at); }; }";

    private static final String ALL_DISMISSED =
            "notified.every(({made}) => dismissed.includes(made.tag)) && !document.title.startsWith('(')";

    @Test
    void aMessageCausesOneNotificationInAllTabsUntilItIsRead(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.context().grantPermissions(List.of("notifications"));
        anna.context().addInitScript(OBSERVE);
        Visitor annasTab = anna.newTab();
        List<Visitor> tabs = List.of(anna, annasTab);
        tabs.forEach(tab -> tab.openDashboard().page().evaluate(HIDE));
        ben.send("Are you there?");
        anna.page().waitForCondition(() -> notified(tabs).size() == 1);
        ben.send("Hello?");
        anna.page().waitForCondition(() -> notified(tabs).size() == 2);
        assertThat(notified(tabs)).containsExactlyInAnyOrder("Ben Okafor: Are you there?", "Ben Okafor: Hello?");
        Visitor annasPhone = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        annasPhone.row(ben).click();
        assertThat(annasPhone.bubble("Hello?")).isInViewport();
        anna.page().waitForCondition(() -> tabs.stream()
                .allMatch(tab -> (boolean) tab.page().evaluate(ALL_DISMISSED)));
        annasPhone.openDashboard(); // the next message is not on its screen
        ben.send("Come on");
        anna.page().waitForCondition(() -> notified(tabs).size() == 3);
        Visitor notifier = tabs.stream()
                .filter(tab -> notified(List.of(tab)).contains("Ben Okafor: Come on"))
                .findFirst()
                .orElseThrow();
        notifier.page().evaluate("notified.at(-1).made.open()");
        assertThat(notifier.page()).hasURL(site.url() + "/chat/" + ben.username());
        assertThat(notifier.bubble("Come on")).isVisible();
    }

    @Test
    void onAPhoneAServiceWorkerShowsOneNotificationUntilItIsClickedOrRead(ProxiedServer site, Visitors visitors) {
        Visitor anna = onAPhone(site, visitors);
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        List<Visitor> tabs = List.of(anna, anna.newTab());
        tabs.forEach(NotificationE2E::openHidden);
        ben.send("Are you there?");
        anna.page().waitForCondition(() -> notified(tabs).size() == 1);
        assertThat(notified(tabs)).containsExactly("Ben Okafor: Are you there?");
        anna.page().waitForCondition(() -> anna.page().evaluate(ON_THE_DESKTOP).equals(1));
        clickOnNotification(anna);
        anna.page().waitForCondition(() -> tabs.stream()
                .anyMatch(tab -> tab.page().url().equals(site.url() + "/chat/" + ben.username())));
        anna.page().waitForCondition(() -> anna.page().evaluate(ON_THE_DESKTOP).equals(0));

        ben.send("Hello?");
        anna.page().waitForCondition(() -> notified(tabs).size() == 2);
        anna.page().waitForCondition(() -> anna.page().evaluate(ON_THE_DESKTOP).equals(1));
        tabs.forEach(tab -> tab.page().navigate("about:blank")); // all pages are closed; the notification stays
        Visitor annasPhone = visitors.onAnotherDevice(anna, site.url()).openChat(ben);
        assertThat(ben.bubble("Hello?").locator(".message__state")).hasText("Read");
        assertThat(annasPhone.bubble("Hello?")).isVisible();
        anna.openDashboard();
        anna.page().waitForCondition(() -> anna.page().evaluate(ON_THE_DESKTOP).equals(0));
    }

    private static Visitor onAPhone(ProxiedServer site, Visitors visitors) {
        Visitor visitor = visitors.stranger(site.url(), Visitors.window().setServiceWorkers(ServiceWorkerPolicy.ALLOW))
                .signUpAs(Visitors.newUsername(), "Anna Schmidt");
        visitor.context().grantPermissions(List.of("notifications"));
        visitor.context().addInitScript(AS_ON_A_PHONE);
        return visitor;
    }

    private static void openHidden(Visitor tab) {
        tab.openDashboard().page().evaluate("navigator.serviceWorker.ready.then(() => {})");
        tab.page().evaluate(HIDE);
    }

    @Test
    void aNotificationShownDuringADismissalStays(ProxiedServer site, Visitors visitors) {
        Visitor anna = onAPhone(site, visitors);
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        openHidden(anna);
        ben.send("Are you there?");
        anna.page().waitForFunction("() => notified.length === 1");
        anna.page().evaluate(HOLD);
        Visitor elsewhere = visitors.onAnotherDevice(anna, site.url()).openChat(ben);
        anna.page().waitForFunction("() => requested");
        elsewhere.openDashboard(); // the next message is not on its screen
        ben.send("Hello?");
        anna.page().waitForFunction("() => notified.length === 2");
        anna.page().evaluate("release()");
        anna.page().evaluate(ON_THE_DESKTOP); // answered only after the requests of the dismissal
        assertThat(anna.page().evaluate(ON_THE_DESKTOP)).isEqualTo(1);
    }

    /** Dispatches a notification click to the service worker, since a test cannot click outside of the page. */
    private static void clickOnNotification(Visitor visitor) {
        CDPSession devtools = visitor.context().browser().newBrowserCDPSession();
        JsonArray targets = devtools.send("Target.getTargets").getAsJsonArray("targetInfos");
        JsonObject worker = targets.asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(target -> target.get("type").getAsString().equals("service_worker"))
                .findFirst()
                .orElseThrow();
        JsonObject attach = new JsonObject();
        attach.add("targetId", worker.get("targetId"));
        JsonObject evaluate = new JsonObject();
        evaluate.addProperty("id", 1);
        evaluate.addProperty("method", "Runtime.evaluate");
        JsonObject click = new JsonObject();
        click.addProperty("expression", CLICK);
        evaluate.add("params", click);
        JsonObject message = devtools.send("Target.attachToTarget", attach);
        message.addProperty("message", evaluate.toString());
        devtools.send("Target.sendMessageToTarget", message);
    }

    private static List<Object> notified(List<Visitor> tabs) {
        return tabs.stream()
                .flatMap(tab -> ((List<?>) tab.page().evaluate("notified.map(({title, text}) => `${title}: ${text}`)"))
                        .stream())
                .map(Object.class::cast)
                .toList();
    }

    @Test
    void aToastOpensItsConversationAndAMutedOneShowsNone(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        Visitor cleo = visitors.member(site, "Cleo Ünal").openChat(anna);
        List<String> toastTexts = new CopyOnWriteArrayList<>();
        anna.page().exposeFunction("toastTexts", texts -> toastTexts.add((String) texts[0]));
        anna.page().addInitScript(RECORD_TOASTS);
        anna.openChat(cleo).send("Hello Cleo");
        anna.context().grantPermissions(List.of("notifications"));
        Visitor behind = anna.newTab();
        behind.page().addInitScript(OBSERVE);
        behind.openDashboard().page().evaluate(HIDE);
        Visitor annasPhone = visitors.onAnotherDevice(anna, site.url()).openDashboard();
        Locator toasts = anna.page().locator(".toast");
        ben.send("Lunch?");
        assertThat(toasts).containsText(new String[] {"Lunch?"});
        toasts.getByRole(AriaRole.LINK).click();
        assertThat(anna.page()).hasURL(site.url() + "/chat/" + ben.username());
        assertThat(anna.bubble("Lunch?")).isVisible();
        assertThat(toasts).hasCount(0);
        anna.button("Mute this conversation").click();
        assertThat(anna.page().locator("#mute")).hasAttribute("aria-pressed", "true");
        assertThat(annasPhone.row(ben)).hasAttribute("data-notify", "mentions");
        anna.row(cleo).click();
        ben.send("Anybody?");
        assertThat(anna.row(ben)).hasAttribute("data-unread", "1");
        assertThat(annasPhone.row(ben).locator(".person__muted")).isVisible();
        anna.openDashboard(); // after a reload too, the title does not count the muted conversation
        cleo.send("And you?");
        assertThat(toasts).containsText(new String[] {"And you?"});
        assertThat(anna.page()).hasTitle("(1) People · ChatBoard");
        assertThat(annasPhone.page()).hasTitle("(1) People · ChatBoard");
        allowNotifications(anna, false);
        assertThat(anna.page().locator("#bell.bell--off")).isVisible();
        cleo.send("Nobody at all?");
        assertThat(anna.row(cleo)).hasAttribute("data-unread", "2");
        allowNotifications(anna, true);
        assertThat(anna.page().locator("#bell.bell--off")).hasCount(0);
        cleo.send("Still here");
        assertThat(toasts.last()).containsText("Still here");
        assertThat(toastTexts).containsExactly("Lunch?", "And you?", "Still here");
        assertThat(notified(List.of(behind)))
                .as("notifications of a hidden tab")
                .isEmpty();
    }

    private static void allowNotifications(Visitor visitor, boolean on) {
        visitor.page()
                .evaluate(
                        Modules.served(
                                "async off => (await import('/resources/js/people/preferences.js')).preferences.choose({doNotDisturb: off})"),
                        !on);
    }

    @Test
    void theTestNotificationReportsEachStep(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Page settings = anna.page();
        anna.context().grantPermissions(List.of("clipboard-read")); // which denies all other permissions
        settings.navigate("/settings");
        assertThat(settings.locator("#notification-state")).containsText("This browser blocks notifications");
        anna.button("Send me a test").click();
        Locator steps = settings.locator("#test-steps li");
        assertThat(steps).hasCount(4);
        assertThat(steps.nth(0)).containsText("Done: The server sent the test to your one open page.");
        assertThat(steps.nth(1)).containsText(Pattern.compile("The test reached this page after \\d+ ms"));
        assertThat(steps.nth(2)).containsText("Failed: Your browser blocks notifications.");
        anna.context().grantPermissions(List.of("notifications"));
        anna.context().addInitScript(OBSERVE);
        settings.reload();
        settings.evaluate(TONES);
        anna.button("Send me a test").click();
        assertThat(steps.nth(3)).containsText("The sound was played.");
        assertThat(settings.evaluate("tones")).isEqualTo(2);
        settings.reload();
        Visitor board = anna.newTab().openDashboard();
        anna.field("Sound").uncheck();
        assertThat(settings.locator("#notifications-said")).hasText("Saved for all your devices.");
        anna.button("Send me a test").click();
        assertThat(steps).containsText(new String[] {
            "to your 2 open pages", "reached this page", "Your browser shows the notification.", "The sound is off"
        });
        assertThat(notified(List.of(anna, board)))
                .containsExactly("A test from ChatBoard: New messages look like this.");
        Map<?, ?> chosen = (Map<?, ?>) board.page()
                .evaluate(Modules.served(
                        "async () => (await import('/resources/js/people/preferences.js')).preferences.now"));
        assertThat(chosen.get("mutedSound")).isEqualTo(true);
    }
}
