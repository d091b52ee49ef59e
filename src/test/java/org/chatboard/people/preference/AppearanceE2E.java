package org.chatboard.people.preference;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Language and theme: those of browser and system until a person chooses others. */
@InBrowser
class AppearanceE2E {
    private static final String DARK_PAPER = "rgb(19, 20, 23)";
    private static final String LIGHT_PAPER = "rgb(244, 241, 234)";

    @Test
    void usesTheLanguageOfTheBrowserUntilAnotherIsChosen(ProxiedServer site, Visitors visitors) {
        Visitor stranger = visitors.stranger(site.url(), Visitors.window().setLocale("tr-TR"));
        stranger.page().navigate("/sign-in?from=/settings");
        assertThat(stranger.heading()).hasText("Giriş yap");
        assertThat(stranger.page().locator("html")).hasAttribute("lang", "tr");
        assertThat(stranger.button("Göster")).isVisible();
        stranger.button("Deutsch").click();
        assertThat(stranger.heading()).hasText("Anmelden");
        stranger.field("Benutzername").fill("nobody-of-this-name");
        stranger.field("Passwort").fill("a guess or two");
        stranger.button("Anmelden").click();
        assertThat(stranger.page().getByText("Benutzername oder Passwort stimmt nicht."))
                .isVisible();
        assertThat(stranger.page().locator("#from")).hasValue("/settings");
        stranger.page().navigate("/there/is/nothing/here");
        assertThat(stranger.heading()).hasText("Seite nicht gefunden");
    }

    @Test
    void usernamesDoNotDependOnTheLanguage(ProxiedServer site, Visitors visitors) {
        String username = "ilik" + Visitors.newUsername();
        Visitor işıl = visitors.stranger(site.url(), Visitors.window().setLocale("tr-TR"))
                .signUpAs(username, "Işıl İnce");
        işıl.openDashboard();
        işıl.button("Çıkış yap").click();
        işıl.field("Kullanıcı adı").fill(username.toUpperCase(java.util.Locale.ROOT)); // ILIK… is ilik…, not ılık…
        işıl.field("Parola").fill(Visitor.PASSWORD);
        işıl.button("Giriş yap").click();
        assertThat(işıl.page()).hasURL(site.url() + "/dashboard");
        assertThat(işıl.page().locator(".me .avatar")).hasText("Iİ");
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        ben.field("Find people and rooms").fill("inc");
        assertThat(ben.row(işıl)).isVisible();
        for (String typed : List.of("ışıl", "isil", "ISIL", "İŞİL", "Işıl İnce")) {
            ben.page().navigate("/dashboard?query=" + java.net.URLEncoder.encode(typed, StandardCharsets.UTF_8));
            ben.awaitConnected();
            assertThat(ben.row(işıl)).isVisible();
            ben.field("Find people and rooms").fill("nobody-of-this-name");
            assertThat(ben.row(işıl)).isHidden();
            ben.field("Find people and rooms").fill(typed);
            assertThat(ben.row(işıl)).isVisible();
        }
    }

    @Test
    void aChoiceAppliesToAllDevicesAtOnce(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        ben.openChat(anna);
        ben.send("one");
        ben.send("two");
        Visitor phone = visitors.onAnotherDevice(anna, site.url());
        phone.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        phone.openDashboard();
        assertBackground(phone, LIGHT_PAPER);

        anna.page().navigate("/settings");
        anna.field("Language").selectOption("de");
        anna.field("Appearance").selectOption("DARK");
        anna.page().locator("#saveAppearance").click();
        assertThat(anna.page().getByText("Sprache und Aussehen wurden geändert."))
                .isVisible();
        assertBackground(anna, DARK_PAPER);

        assertThat(phone.heading()).hasText("Leute"); // without a reload, since the page is connected
        assertThat(phone.page().locator("html")).hasAttribute("data-theme", "dark");
        assertBackground(phone, DARK_PAPER);
        assertThat(phone.row(ben).locator(".person__count")).hasText("2 ungelesen");
        phone.row(ben).click();
        assertThat(phone.page().locator(".day").first()).hasText("Heute");
        assertThat(phone.page().locator("#text")).hasAttribute("placeholder", "Nachricht an Ben Okafor");

        anna.field("Sprache").selectOption("");
        anna.field("Aussehen").selectOption("");
        anna.page().locator("#saveAppearance").click();
        assertThat(anna.heading()).hasText("Settings");
        assertThat(phone.page().locator("html")).hasAttribute("lang", "en");
        assertBackground(phone, LIGHT_PAPER);
    }

    private static void assertBackground(Visitor visitor, String colour) {
        assertThat(visitor.page().locator("html")).hasCSS("background-color", colour);
    }
}
