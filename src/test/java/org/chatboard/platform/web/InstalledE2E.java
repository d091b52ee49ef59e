package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.chatboard.platform.support.JsonText;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Installation as a web app, and the page shown without a server. */
@InBrowser
class InstalledE2E {
    @Test
    void theIconsHaveTheSizesOfTheManifest(ProxiedServer site, Visitors visitors) throws IOException {
        Visitor stranger = visitors.stranger(site.url(), Visitors.window().setLocale("de"));
        stranger.page().navigate("/sign-in");
        String address = stranger.page().locator("link[rel=manifest]").getAttribute("href");
        APIResponse answer = stranger.context().request().get(address);
        assertThat(answer.headers().get("content-type")).startsWith("application/manifest+json");
        JsonObject manifest = JsonText.parse(answer.text()).asJsonObject();
        assertThat(manifest.getString("lang")).isEqualTo("de");
        assertThat(manifest.getString("start_url")).isEqualTo("/dashboard");
        assertThat(manifest.getString("display")).isEqualTo("standalone");
        assertThat(manifest.getJsonArray("shortcuts").getJsonObject(0).getString("name"))
                .isEqualTo("Einstellungen");
        for (JsonValue each : manifest.getJsonArray("icons")) {
            JsonObject icon = each.asJsonObject();
            APIResponse picture = stranger.context().request().get(icon.getString("src"));
            assertThat(picture.headers().get("content-type")).startsWith(icon.getString("type"));
            if (icon.getString("type").equals("image/png")) {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.body()));
                assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(icon.getString("sizes"));
                assertThat(picture.body().length).isLessThan(20_000);
            }
        }
    }

    @Test
    void showsTheOfflinePageUntilTheServerAnswers(ProxiedServer site, Visitors visitors) {
        Visitor anna =
                visitors.stranger(site.proxy().url(), window("tr")).signUpAs(Visitors.newUsername(), "Anna Schmidt");
        anna.openDashboard();
        assertCached(anna, "tr ");
        anna.page().navigate("/settings");
        anna.field("Görünüm").selectOption("DARK");
        anna.page().locator("#saveAppearance").click();
        assertThat(anna.page().locator("html")).hasAttribute("data-theme", "dark");
        assertCached(anna, "tr dark");
        assertThat(cached(anna))
                .noneMatch(path -> path.startsWith("/api") || path.startsWith("/chat"))
                .doesNotContain("/dashboard", "/settings", "/sign-in");
        assertThat((String) anna.page().evaluate("caches.match('/offline').then(answer => answer.text())"))
                .doesNotContain(anna.username(), anna.displayName());

        site.proxy().setFault(Fault.DISCONNECT);
        anna.page().navigate("/search?q=soup");
        assertThat(anna.page().getByText("Arama için bağlantı gerekir.")).isVisible();
        anna.page().navigate("/chat/somebody");
        assertThat(anna.heading()).hasText("Bağlantı yok");
        assertThat(anna.page().locator("html")).hasAttribute("data-theme", "dark");
        assertThat(anna.page()).hasURL(site.proxy().url() + "/chat/somebody");
        assertThat((int) anna.page().evaluate("document.styleSheets[0].cssRules.length"))
                .isGreaterThan(5);
        site.proxy().setFault(Fault.NONE);
        anna.page().evaluate("dispatchEvent(new Event('online'))");
        assertThat(anna.heading()).hasText("Alıcı bulunamadı");

        anna.page().navigate("/settings");
        anna.page().locator("#signOut").click(); // the list of sign-ins has a button of the same name
        assertThat(anna.heading()).hasText("Giriş yap");
        assertCached(anna, "tr "); // sign-out deleted the stored theme
    }

    @Test
    void worksWithoutServiceWorkers(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.stranger(site.url(), window("en-GB"));
        anna.context()
                .addInitScript(
                        "navigator.serviceWorker.register = () => Promise.reject(new DOMException('', 'SecurityError'))");
        anna.signUpAs(Visitors.newUsername(), "Anna Schmidt").openDashboard();
        assertThat(anna.heading()).hasText("People");
        assertThat(cached(anna)).isEmpty();
        anna.button("Sign out").click();
        assertThat(anna.heading()).hasText("Sign in");
    }

    private static com.microsoft.playwright.Browser.NewContextOptions window(String language) {
        return Visitors.window().setLocale(language).setServiceWorkers(ServiceWorkerPolicy.ALLOW);
    }

    private static void assertCached(Visitor visitor, String appearance) {
        Awaitility.await().untilAsserted(() -> assertThat(visitor.page()
                        .evaluate("caches.match('/offline/appearance').then(cached => cached?.text() ?? null)"))
                .isEqualTo(appearance));
    }

    @SuppressWarnings("unchecked")
    private static List<String> cached(Visitor visitor) {
        return (List<String>) visitor.page().evaluate("""
                async () => (await Promise.all((await caches.keys()).map(async name =>
                    (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()""");
    }
}
