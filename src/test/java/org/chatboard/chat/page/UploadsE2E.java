package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.chat.page.AttachedFiles.PART;
import static org.chatboard.chat.page.AttachedFiles.attachments;
import static org.chatboard.chat.page.AttachedFiles.bytes;
import static org.chatboard.chat.page.AttachedFiles.choose;
import static org.chatboard.chat.page.AttachedFiles.filesOf;
import static org.chatboard.chat.page.AttachedFiles.pendingFile;
import static org.chatboard.chat.page.AttachedFiles.recordOffsets;
import static org.chatboard.chat.page.AttachedFiles.text;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.InBrowser.Production;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that are interrupted, and go on where they were. */
@InBrowser
class UploadsE2E {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    @Test
    void anUploadShowsItsProgressAndGoesOnAfterACut(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        ben.openChat(anna);
        List<String> offsets = recordOffsets(anna);
        List<Route> held = new CopyOnWriteArrayList<>();
        anna.page().route("**/api/uploads/*", route -> {
            if (String.valueOf(PART).equals(route.request().headers().get("upload-offset")) && held.isEmpty()) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        choose(anna, new FilePayload("film.bin", "application/octet-stream", bytes(3 * PART)));
        assertThat(attachments(anna)).containsText("256 kB of 768 kB");
        anna.send("a film");
        assertThat(pendingFile(anna)).containsText("256 kB of 768 kB");
        anna.send("behind it");
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.page().waitForCondition(() -> !held.isEmpty());
            held.get(0).resume();
            assertThat(anna.bubble("a film")).containsText("Waiting for the connection…");
            assertThat(ben.texts()).hasCount(0);
        });
        anna.goOnline();
        ben.sees("a film", "behind it");
        assertThat(offsets)
                .as("no byte was sent twice that had arrived")
                .filteredOn("0"::equals)
                .hasSize(1);
        assertThat(filesOf(ben, "a film").getJsonObject(0).getInt("size")).isEqualTo(3 * PART);
    }

    @Test
    void filesChosenOfflineAreSentOnceAfterServerAndBrowserRestarted(
            @TempDir Path profile, @Production ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor").openDashboard();
        Visitor anna = visitors.withProfile(profile, site.url()).signUpAs(Visitors.newUsername(), "Anna Schmidt");
        anna.openChat(ben);
        ben.openChat(anna);
        anna.composer().click();
        anna.page()
                .waitForFunction("() => document.querySelector('link[href$=\"/views.css\"]')?.sheet"
                        + " && chatBoardTranslations['upload.list']");
        site.kill();
        assertThat(anna.page().locator("[data-connection]").first()).not().hasAttribute("data-state", "open");
        choose(anna, text("one.txt", "of the first"), text("two.txt", "of the first too"));
        assertThat(attachments(anna)).hasCount(2);
        anna.send("first");
        choose(anna, text("three.txt", "of the second"));
        assertThat(attachments(anna)).hasCount(1);
        anna.send("second");
        anna.page().waitForFunction("() => debugChat.getStatus().unstored === 0");
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("\"sent\":true"));
        anna.close();
        site.restart();
        Visitor again = visitors.withProfile(profile, site.url()).openDashboard();
        assertThat(ben.bubble("second")).isVisible(SOON);
        ben.sees("first", "second");
        assertThat(filesOf(ben, "first")).hasSize(2);
        assertThat(filesOf(ben, "second")).hasSize(1);
        again.page().waitForCondition(() -> !BrowserStoreContents.records(again).contains("\"blob\""));
    }

    @Test
    void anotherTabGoesOnWithTheUploadsOfAClosedOne(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        ben.openChat(anna);
        Visitor second = anna.newTab().openChat(ben);
        List<String> offsets = recordOffsets(second);
        anna.page().route("**/api/uploads/*", route -> {
            if (!String.valueOf(PART).equals(route.request().headers().get("upload-offset"))) {
                route.resume();
            }
        });
        choose(anna, new FilePayload("film.bin", "application/octet-stream", bytes(3 * PART)));
        assertThat(attachments(anna)).containsText("256 kB of 768 kB");
        anna.send("a film");
        assertThat(pendingFile(second)).containsText("256 kB of 768 kB");
        anna.page().close();
        assertThat(ben.bubble("a film")).isVisible();
        assertThat(second.page().locator(".message--pending")).hasCount(0);
        assertThat(offsets)
                .as("the second tab goes on where the first was")
                .isNotEmpty()
                .doesNotContain("0");
        assertThat(filesOf(ben, "a film").getJsonObject(0).getInt("size")).isEqualTo(3 * PART);
        second.page()
                .waitForCondition(() -> !BrowserStoreContents.records(second).contains("\"blob\""));
    }
}
