package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.chat.page.AttachedFiles.PICTURE;
import static org.chatboard.chat.page.AttachedFiles.attachments;
import static org.chatboard.chat.page.AttachedFiles.choose;
import static org.chatboard.chat.page.AttachedFiles.filesOf;
import static org.chatboard.chat.page.AttachedFiles.text;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** Files of a message, from the choice of the sender to the message at the recipient. */
@InBrowser
class AttachE2E {
    private static final Browser.NewContextOptions PHONE =
            Visitors.window().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true);

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
    void aMessageIsSentOnceAndAsItIsWrittenWhenItsFilesAreRead(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        ben.openChat(anna);
        anna.page().evaluate("""
                () => {
                    const { arrayBuffer } = Blob.prototype;
                    const read = new Promise(resolve => { window.read = resolve; });
                    File.prototype.arrayBuffer = async function () {
                        await read;
                        return arrayBuffer.call(this);
                    };
                }""");
        choose(anna, text("plan.txt", "the plan"));
        assertThat(attachments(anna)).hasCount(1);
        anna.composer().fill("the plan");
        anna.composer().press("Enter");
        anna.composer().press("Enter");
        anna.composer().press("End");
        anna.composer().pressSequentially(" for Friday");
        anna.page().evaluate("() => read()");
        assertThat(attachments(anna).locator("progress")).isHidden();
        assertThat(anna.composer()).hasValue("the plan for Friday");
        anna.composer().press("Enter");
        ben.sees("the plan for Friday");
        anna.send("the next");
        ben.sees("the plan for Friday", "the next");
        assertThat(filesOf(ben, "the plan for Friday")).hasSize(1);
    }

    @Test
    void aRejectedFileIsNamedWithItsReasonAndTheTextGoesOn(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        ben.openChat(anna);
        List<String> created = new CopyOnWriteArrayList<>();
        anna.page().route("**/api/uploads", route -> {
            if (route.request().method().equals("GET")) {
                route.resume(); // asks for the space that is left
                return;
            }
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

    private static void transfer(Visitor visitor, String target, List<String> types, String... names) {
        visitor.page().locator(target).evaluate(TRANSFER, Map.of("types", types, "names", List.of(names)));
    }
}
