package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.chat.page.FileConversation.picture;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.FileToSend;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of messages, as others see them. */
@InBrowser
class FilesShownE2E {
    private static final Pattern FILES = Pattern.compile("^https?://[^/]+/files/.*");

    private FileConversation conversation;
    private Visitor ben;

    @BeforeEach
    void openAConversation(ProxiedServer site, Visitors visitors) {
        conversation = new FileConversation(site, visitors);
        ben = conversation.ben;
    }

    @Test
    void lookTheSameLiveAfterAReconnectAndReloaded(ProxiedServer site) {
        conversation.send(
                "Live",
                picture("cat.png", "A cat"),
                FileToSend.text("plan.txt", "Friday"),
                FileToSend.sound("song.wav", 500));
        assertThat(ben.page().getByAltText("A cat")).isVisible();
        ben.page().waitForFunction("() => document.querySelector('.picture img').naturalWidth === 320");
        assertThat(ben.page().locator(".player audio")).hasCount(1);
        String live = filesOf("Live");
        site.proxy().during(Fault.DISCONNECT, () -> conversation.send("Missed", FileToSend.voiceNote(1_500)));
        ben.goOnline();
        assertThat(ben.bubble("Missed").locator(".voice__play")).isVisible();
        String missed = filesOf("Missed");
        ben.page().reload();
        ben.awaitConnected();
        assertThat(ben.bubble("Missed").locator(".voice__play")).isVisible();
        assertThat(ben.page().locator(".picture img")).hasJSProperty("complete", true);
        assertThat(filesOf("Live")).isEqualTo(live);
        assertThat(filesOf("Missed")).isEqualTo(missed);
    }

    @Test
    void doNotMoveTheMessagesWhenTheyLoad() {
        ben.page().route("**/thumbnail/**", route -> {}); // never answered
        conversation.send("Before", picture("a.png", null));
        Locator place = ben.bubble("Before").locator(".picture__image");
        assertThat(place).isVisible();
        assertThat(place.boundingBox().height).isBetween(239d, 241d);
    }

    @Test
    void loseTheirTextByAnEditOfTheSender() {
        conversation.send("A caption", picture("a.png", "A cat"));
        conversation.anna.act("A caption", "Edit");
        conversation.anna.composer().fill("");
        conversation.anna.composer().press("Enter");
        assertThat(ben.page().getByText("A caption")).hasCount(0);
        assertThat(ben.page().getByAltText("A cat")).isVisible();
        assertThat(conversation.anna.page().locator(".message__changes, .message--failed"))
                .hasCount(0);
        assertThat(ben.page().locator(".message__edited")).hasCount(1);
        conversation.anna.act("Hello", "Edit");
        conversation.anna.composer().fill("");
        conversation.anna.composer().press("Enter");
        assertThat(conversation.anna.page().locator(".composer__mode")).isVisible();
        ben.sees("Hello", "");
    }

    @Test
    void areDownloadedAsTheyWereSent() throws IOException {
        conversation.send("Plan", FileToSend.text("plan & <b>.txt", "Friday at nine"));
        Download download =
                ben.page().waitForDownload(() -> ben.page().locator(".file").click());
        assertThat(download.suggestedFilename()).isEqualTo("plan & _b_.txt");
        assertThat(Files.readString(download.path())).isEqualTo("Friday at nine");
        assertThat(ben.heading()).hasText("Anna Schmidt");
    }

    @Test
    void sayInTheirPlaceWhyTheyCannotBeShown() {
        conversation.send(
                "All", picture("a.png", null), FileToSend.text("plan.txt", "Friday"), FileToSend.voiceNote(500));
        Locator message = ben.bubble("All");
        assertThat(message.locator(".file")).isVisible();
        ben.page().route(FILES, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        ben.page().reload();
        ben.awaitConnected();
        assertThat(message).containsText("“a.png” could not be loaded.");
        ben.page().unroute(FILES);
        message.getByText("Try again").click();
        assertThat(message.locator(".picture")).isFocused();
        ben.page().route(FILES, route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
        message.locator(".file").click();
        assertThat(message).containsText("“plan.txt” is no longer there, or you may no longer see it.");
        message.getByRole(AriaRole.BUTTON)
                .and(ben.page().locator(".voice__play"))
                .click();
        assertThat(message).containsText("“Voice note.wav” is no longer there, or you may no longer see it.");
        assertThat(ben.heading()).hasText("Anna Schmidt");
    }

    @Test
    void areCountedWhereTheirMessageHasNoText() {
        ben.openDashboard();
        conversation.send("", picture("a.png", null), picture("b.png", null), FileToSend.text("c.txt", "c"));
        assertThat(ben.row(conversation.anna).locator(".person__last")).hasText("3 files");
        ben.page().reload();
        assertThat(ben.row(conversation.anna).locator(".person__last")).hasText("3 files");
        ben.openChat(conversation.anna);
        Locator message = ben.page()
                .locator(".message")
                .filter(new Locator.FilterOptions().setHas(ben.page().locator(".files")));
        message.locator(".message__bubble").hover();
        ben.button("Reply").click();
        assertThat(ben.page().locator(".composer__quoted")).hasText("3 files");
        ben.send("Thank you");
        assertThat(conversation.anna.bubble("Thank you").locator(".message__quoted-text"))
                .hasText("3 files");
    }

    @Test
    void playOneAtATime() {
        conversation.send("Two", FileToSend.voiceNote(4_000), FileToSend.voiceNote(4_000));
        Locator notes = ben.bubble("Two").locator(".voice");
        assertThat(notes).hasCount(2);
        Locator play = notes.locator(".voice__play");
        play.nth(0).click();
        assertThat(play.nth(0)).hasAccessibleName("Pause the voice note");
        play.nth(1).click();
        assertThat(play.nth(1)).hasAccessibleName("Pause the voice note");
        assertThat(play.nth(0)).hasAccessibleName("Play the voice note");
        notes.nth(1).getByLabel("Position in the voice note").focus();
        conversation.press("End");
        assertThat(play.nth(1)).hasAccessibleName("Play the voice note");
    }

    private String filesOf(String text) {
        return (String) ben.bubble(text).locator(".files").evaluate("files => files.outerHTML");
    }
}
