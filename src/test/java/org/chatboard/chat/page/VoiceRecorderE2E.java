package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Microphone;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recording a voice note, with a tone in place of a microphone. */
@InBrowser
class VoiceRecorderE2E {
    private static final String REJECT = """
            () => void (navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '%s')))""";

    @Test
    void recordsListensSendsAndPlaysAtTheOtherEnd(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        ben.openChat(anna);
        anna.page().evaluate(Microphone.TONE);
        anna.button("Record a voice note").click();
        Locator dialog = anna.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("0:01");
        PageChecks.assertAccessibleAsItIs(anna.page());
        anna.page().keyboard().press("Escape"); // ends the recording and keeps it
        Locator play = anna.button("Play the voice note");
        assertThat(play).isVisible();
        anna.page().waitForFunction("() => microphone.getTracks().every(track => track.readyState === 'ended')");
        play.click();
        assertThat(anna.button("Pause the voice note").or(play)).isVisible();
        PageChecks.assertAccessibleAsItIs(anna.page());
        anna.button("Add to message").click();
        assertThat(dialog).hasCount(0);
        anna.send("Listen");
        Locator note =
                ben.bubble("Listen").getByRole(AriaRole.GROUP).and(ben.page().locator(".voice"));
        assertThat(note.locator(".voice__play")).isVisible();
        note.locator(".voice__play").click();
        ben.page().waitForFunction("() => document.querySelector('.voice audio').currentTime > 0");
        ben.page().reload();
        ben.awaitConnected();
        assertThat(note).isVisible();
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
    }

    @Test
    void discardsWithTheSecondEscape(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        anna.page().evaluate(Microphone.TONE);
        anna.button("Record a voice note").click();
        Locator dialog = anna.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("0:01");
        anna.page().keyboard().press("Escape");
        assertThat(anna.button("Add to message")).isFocused();
        anna.page().keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(anna.button("Record a voice note")).isFocused();
        anna.page().waitForFunction("() => microphone.getTracks().every(track => track.readyState === 'ended')");
    }

    @ParameterizedTest
    @CsvSource({
        "NotAllowedError, ChatBoard may not use the microphone.",
        "NotFoundError, No microphone was found.",
        "NotReadableError, Another program may be using it",
        "UnknownError, The recording did not work."
    })
    void saysWhyItCannotRecord(String error, String words, ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        anna.page().evaluate(REJECT.formatted(error));
        anna.button("Record a voice note").click();
        assertThat(anna.page().getByRole(AriaRole.ALERT)).containsText(words);
        anna.page().evaluate(Microphone.TONE);
        anna.button("Try again").click();
        assertThat(anna.button("Stop")).isVisible();
        anna.button("Discard").click();
        assertThat(anna.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    }
}
