package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saves screenshots of every page to the folder of {@code -Dchatboard.screenshots}. */
@InBrowser
@EnabledIfSystemProperty(named = "chatboard.screenshots", matches = ".+", disabledReason = "made on demand")
class ScreenshotsE2E {
    private static final String LONG_NAME = "Hubert-Blaine-Wolfeschlegelsteinhausenbergerdorff-Schmidt-Okafor";

    @Test
    void everyPage(Visitors visitors) {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) {
            strangers(visitors.stranger(site));
            Visitor anna =
                    visitors.stranger(site.proxy().url(), Visitors.window()).signUpAs("anna", "Anna Schmidt");
            Visitor ben = visitors.stranger(site).signUpAs("ben", "Ben Okafor");
            shoot(visitors.onAnotherDevice(ben, site.url()).openDashboard(), "dashboard-alone-with-one");
            team(site, visitors, anna);
            anna.openChat(ben);
            shoot(anna, "chat-empty");
            talk(anna, ben);
            anna.openDashboard();
            shoot(anna, "dashboard");
            anna.openChat(ben);
            shoot(anna, "chat");
            alive(anna, ben);
            offline(site, anna);
            others(anna);
        }
    }

    @Test
    void firstStart(Visitors visitors) {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) {
            shootFirstStart(site, visitors.stranger(site));
        }
    }

    static void shootFirstStart(ProxiedServer site, Visitor administrator) {
        String address = site.server().errors().stream()
                .filter(line -> line.contains("/first-start/"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
        administrator.page().navigate(address);
        shoot(administrator, "first-start");
        administrator.field("Username").fill("rosa");
        administrator.field("Display name").fill("Rosa Lind");
        administrator.field("Password").fill(Visitor.PASSWORD);
        administrator.button("Sign up").click();
        assertThat(administrator.heading()).hasText("Administration");
        shoot(administrator, "admin");
        administrator.openDashboard();
        shoot(administrator, "dashboard-administrator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "de", "tr"})
    void settingsTestPanelAndOfflinePage(String language, Visitors visitors) {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) {
            com.microsoft.playwright.Browser.NewContextOptions window =
                    Visitors.window().setLocale(language).setServiceWorkers(ServiceWorkerPolicy.ALLOW);
            Visitor anna = visitors.stranger(site.proxy().url(), window).signUpAs(Visitors.newUsername(), LONG_NAME);
            Page page = anna.page();
            page.navigate("/settings");
            page.locator("#send-test").click();
            assertThat(page.locator("#test-steps li")).hasCount(4);
            shoot(anna, "settings-" + language);
            anna.openPanel();
            page.locator("#connect").click();
            assertThat(page.locator("#state")).hasAttribute("data-state", "open");
            shoot(anna, "panel-" + language);
            anna.openDashboard();
            page.waitForFunction("() => caches.match('/offline/appearance').then(cached => cached !== undefined)");
            site.proxy().setFault(Fault.DISCONNECT);
            page.navigate("/chat/somebody");
            assertThat(page.locator(".empty .button")).isVisible();
            shoot(anna, "offline-" + language);
            site.proxy().setFault(Fault.NONE);
        }
    }

    private static void strangers(Visitor stranger) {
        stranger.page().navigate("/sign-in");
        shoot(stranger, "sign-in");
        stranger.page().navigate("/sign-up");
        shoot(stranger, "sign-up");
        stranger.field("Username").fill("An");
        stranger.button("Sign up").click();
        assertThat(stranger.field("Username")).hasAttribute("aria-invalid", "true");
        shoot(stranger, "sign-up-errors");
        stranger.page().navigate("/there/is/nothing/here");
        shoot(stranger, "not-found");
    }

    private static void team(ProxiedServer site, Visitors visitors, Visitor anna) {
        Map<String, String> firstMessages = Map.of(
                "cleo", "The slides are in the usual folder. Tell me if the order works for you.",
                "jose", "¡Gracias! See you on Thursday.",
                "mina", "\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89",
                "samir", "مرحبا! هل وصلت الدعوة؟");
        Map<String, String> names = Map.of(
                "cleo",
                "Cleo Martin",
                "jose",
                "José Álvarez",
                "mina",
                "Mina Park",
                "samir",
                "سمير حداد",
                "tove",
                "Tove Lindqvist",
                "wei",
                "Wei Zhang",
                "yusuf",
                "Yusuf Demir");
        names.keySet().stream().sorted().forEach(username -> {
            Visitor member = visitors.stranger(site).signUpAs(username, names.get(username));
            if (firstMessages.containsKey(username)) {
                member.openChat(anna).send(firstMessages.get(username));
                assertThat(member.page().locator(".message--pending")).hasCount(0);
            }
            member.close();
        });
    }

    private static void talk(Visitor anna, Visitor ben) {
        ben.openChat(anna);
        List<String> lines = List.of(
                "b:Morning! Did the move of the office server go through last night?",
                "a:It did, at half past eleven.",
                "a:Two restarts in between, and nobody had to sign in again \uD83D\uDE0A",
                "b:And the messages from during the restart?",
                "a:All there. In order, once each. I counted.",
                "b:\uD83D\uDE4C",
                "b:Then let’s write down how we did it, for whoever does it next:\nhttps://example.org/handbook/moving-house",
                "a:Good idea. Three steps:\n1. copy the data folder\n2. start it there\n3. tell people the new address",
                "b:I’ll read it over lunch. See you at two?",
                "a:See you at two.");
        for (String line : lines) {
            Visitor speaker = line.startsWith("a:") ? anna : ben;
            speaker.send(line.substring(2));
            assertThat(speaker.page().locator(".message--pending")).hasCount(0);
            assertThat(anna.texts()).hasCount(lines.indexOf(line) + 1);
        }
    }

    private static void offline(ProxiedServer site, Visitor anna) {
        anna.context().setOffline(true);
        site.proxy().setFault(Fault.DISCONNECT);
        anna.send("On my way, the train is in a tunnel");
        assertThat(anna.page().locator("#connection")).containsText("You are offline.");
        shoot(anna, "chat-offline");
        site.proxy().setFault(Fault.NONE);
        anna.context().setOffline(false);
        anna.awaitConnected();
        assertThat(anna.page().locator("#connection")).isEmpty();
        anna.composer().fill("a".repeat(4_010));
        shoot(anna, "chat-too-long");
        anna.composer().fill("");
    }

    private static void alive(Visitor anna, Visitor ben) {
        ben.send("**Before we start:**\n- copy `data/`\n- stop the old one\n\n> nobody signs in meanwhile");
        ben.send("```java\n/** How long it took. */\nDuration took = Duration.between(begin, end); // 7 minutes\n```");
        anna.send("Thank you :tada:");
        assertThat(ben.bubble("Thank you \uD83C\uDF89")).isVisible();
        ben.act("See you at two.", "Reply");
        ben.send("Make it three?");
        anna.act("Make it three?", "\uD83D\uDC4D");
        anna.composer().press("ArrowUp");
        shoot(anna, "chat-edit");
        anna.send("Thank you, all of you :tada:");
        shoot(anna, "chat-alive");
        anna.bubble("Make it three?").hover();
        anna.button("More actions").click();
        shoot(anna, "chat-menu");
        anna.page().keyboard().press("Escape");
        anna.button("Choose an emoji").click();
        assertThat(anna.page().getByLabel("Find an emoji")).isVisible();
        shoot(anna, "chat-emoji");
        anna.page().keyboard().press("Escape");
    }

    private static void others(Visitor anna) {
        anna.page().navigate("/chat/nobody-of-this-name");
        shoot(anna, "chat-unknown");
        anna.page().navigate("/room/0");
        shoot(anna, "room-unknown");
        anna.page().navigate("/settings");
        shoot(anna, "settings");
        anna.openPanel();
        shoot(anna, "panel");
        anna.button("Connect").click();
        assertThat(anna.page().locator("#state-sentence")).containsText("The connection is open");
        anna.button("send").click();
        anna.button("Send frame").click();
        assertThat(anna.page().locator(".frame--in")).not().hasCount(0);
        shoot(anna, "panel-open");
    }

    /** Saves screenshots of a page in each theme and width. */
    static void shoot(Visitor visitor, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : PageChecks.WIDTHS) {
                PageChecks.show(visitor.page(), scheme, width);
                visitor.page().evaluate("scrollTo(0, 0)");
                String file = "%s-%s-%d.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width);
                visitor.page()
                        .screenshot(new Page.ScreenshotOptions()
                                .setFullPage(name.matches("(settings-|panel-|admin).*"))
                                .setPath(Path.of(System.getProperty("chatboard.screenshots"), file)));
            }
        }
        PageChecks.show(visitor.page(), ColorScheme.LIGHT, 1280);
    }
}
