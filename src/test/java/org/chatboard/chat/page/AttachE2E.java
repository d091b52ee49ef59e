package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.InBrowser.Production;
import org.chatboard.testing.Json;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a message, from the choice of the sender to the message at the recipient. */
@InBrowser
class AttachE2E {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
    private static final Browser.NewContextOptions PHONE =
            Visitors.window().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true);
    private static final int PART = 262_144;

    /** A picture of one pixel. */
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /** Dispatches an event with files of these names; their content is their name. */
    private static final String TRANSFER = """
            (target, { types, names }) => {
                const transfer = new DataTransfer();
                names.forEach(name => transfer.items.add(new File([name], name, { type: 'text/plain' })));
                for (const type of types) {
                    target.dispatchEvent(type === 'paste'
                        ? new ClipboardEvent(type, { clipboardData: transfer, bubbles: true, cancelable: true })
                        : new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
                }
            }""";

    @Test
    void filesByButtonDropAndPasteArriveInOneMessage(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        ben.openChat(anna);
        choose(anna, text("plan.txt", "the plan"), new FilePayload("cat.png", "image/png", PICTURE));
        assertThat(attachments(anna)).hasCount(2);
        transfer(anna, "#messages", List.of("dragover"), "dropped.txt");
        assertThat(anna.page().getByText("Drop the files here to attach them")).isVisible();
        transfer(anna, "#messages", List.of("drop"), "dropped.txt");
        assertThat(anna.page().getByText("Drop the files here to attach them")).hasCount(0);
        assertThat(attachments(anna)).hasCount(3);
        transfer(anna, "#text", List.of("paste"), "pasted.txt");
        assertThat(anna.page().locator(".file-name"))
                .hasText(new String[] {"plan.txt", "cat.png", "dropped.txt", "pasted.txt"});
        PageChecks.assertAccessible(anna.page());
        Locator alt = anna.page().getByLabel("Description of cat.png, for people who cannot see it");
        alt.fill("A cat");
        alt.press("Enter");
        anna.send("look at these");
        assertThat(attachments(anna)).hasCount(0);
        assertThat(ben.bubble("look at these")).isVisible();
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        assertThat(filesOf(ben, "look at these").stream()
                        .map(JsonObject.class::cast)
                        .map(file -> file.getString("name") + " " + file.getString("alt", "-")))
                .containsExactly("plan.txt -", "cat.png A cat", "dropped.txt -", "pasted.txt -");
        anna.page().waitForCondition(() -> !BrowserStoreContents.records(anna).contains("\"blob\""));
        choose(anna, text("alone.txt", "no text beside it"));
        anna.button("Send").click();
        assertThat(ben.texts()).hasCount(2);
    }

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
    void aRejectedFileIsNamedWithItsReasonAndTheTextGoesOn(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        ben.openChat(anna);
        List<String> created = new CopyOnWriteArrayList<>();
        anna.page().route("**/api/uploads", route -> {
            String name = new String(
                    Base64.getDecoder()
                            .decode(route.request()
                                    .headers()
                                    .get("upload-metadata")
                                    .split("[ ,]")[1]),
                    StandardCharsets.UTF_8);
            created.add(name);
            if (name.equals("bad.txt")) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(409)
                        .setContentType("application/problem+json")
                        .setBody("{\"detail\":\"Your space for files is full.\"}"));
            } else {
                route.resume();
            }
        });
        choose(anna, text("good.txt", "good"), text("bad.txt", "bad"));
        assertThat(attachments(anna).nth(1)).containsText("Your space for files is full.");
        anna.send("the text");
        assertThat(anna.composer()).hasValue("the text");
        assertThat(anna.button("Try to upload bad.txt again")).isFocused();
        anna.page().keyboard().press("Enter");
        anna.page().waitForCondition(() -> created.equals(List.of("good.txt", "bad.txt", "bad.txt")));
        assertThat(attachments(anna).nth(1)).containsText("Your space for files is full.");
        anna.button("Remove bad.txt").click();
        anna.composer().press("Enter");
        ben.sees("the text");
        assertThat(filesOf(ben, "the text")).hasSize(1);
    }

    @Test
    void aCancelledMessageKeepsNothingBehind(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        List<Route> held = new CopyOnWriteArrayList<>();
        anna.page().route("**/api/uploads/*", route -> {
            if (route.request().method().equals("PATCH")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        choose(anna, text("regretted.txt", "regretted"));
        anna.page().waitForCondition(() -> !held.isEmpty());
        anna.send("regretted");
        anna.page().waitForRequest(request -> request.method().equals("DELETE"), () -> anna.bubble("regretted")
                .getByText("Cancel")
                .click());
        assertThat(anna.bubble("regretted")).hasCount(0);
        anna.page().waitForCondition(() -> !BrowserStoreContents.records(anna).contains("regretted"));
        anna.page().reload();
        anna.awaitConnected();
        assertThat(attachments(anna)).hasCount(0);
        assertThat(anna.texts()).hasCount(0);
    }

    @Test
    void aDraftKeepsItsFilesOverAReloadOnAPhone(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.url(), PHONE, "Anna Schmidt").openChat(ben);
        String longName = "a-report-with-a-very-long-name-".repeat(6) + ".txt";
        choose(anna, text(longName, "long"), new FilePayload("cat.png", "image/png", PICTURE), text("empty.txt", ""));
        assertThat(attachments(anna)).hasCount(2);
        assertThat(anna.page().getByText("“empty.txt” is empty, so there is nothing to send."))
                .isVisible();
        assertThat(anna.horizontalOverflow()).isZero();
        anna.page().waitForCondition(() -> Pattern.compile("\"done\":true.*\"done\":true")
                .matcher(BrowserStoreContents.records(anna))
                .find());
        anna.page().reload();
        anna.awaitConnected();
        assertThat(attachments(anna)).hasCount(2);
        assertThat(anna.page().locator(".attachment img")).hasCount(1);
        anna.sendByTap("after the reload");
        ben.openChat(anna).sees("after the reload");
        assertThat(filesOf(ben, "after the reload")).hasSize(2);
    }

    private static void choose(Visitor visitor, FilePayload... files) {
        visitor.page().setInputFiles("#files", files);
    }

    private static void transfer(Visitor visitor, String target, List<String> types, String... names) {
        visitor.page().locator(target).evaluate(TRANSFER, Map.of("types", types, "names", List.of(names)));
    }

    private static Locator attachments(Visitor visitor) {
        return visitor.page().locator(".attachment");
    }

    private static Locator pendingFile(Visitor visitor) {
        return visitor.page().locator(".pending-file");
    }

    /** {@return the offsets that the page has sent so far, one for each part} */
    private static List<String> recordOffsets(Visitor visitor) {
        List<String> offsets = new CopyOnWriteArrayList<>();
        Page page = visitor.page();
        page.onRequest(request -> {
            if (request.method().equals("PATCH")) {
                offsets.add(request.headers().get("upload-offset"));
            }
        });
        return offsets;
    }

    /** {@return the files of a message of the open conversation, as the server has it for this reader} */
    private static JsonArray filesOf(Visitor reader, String text) {
        String room = reader.page().locator("a.person[aria-current='page']").getAttribute("data-room");
        String page = reader.context()
                .request()
                .get("/api/rooms/" + room + "/messages")
                .text();
        return Json.parse(page).getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .filter(message -> message.getString("message").equals(text))
                .findFirst()
                .orElseThrow()
                .getJsonArray("files");
    }

    private static FilePayload text(String name, String content) {
        return new FilePayload(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }
}
