package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.platform.web.ScreenshotsE2E.shoot;

import com.microsoft.playwright.Locator;
import java.util.stream.IntStream;
import org.chatboard.testing.FileToSend;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Saves screenshots of files in messages to the folder of {@code -Dchatboard.screenshots}. */
@InBrowser
@EnabledIfSystemProperty(named = "chatboard.screenshots", matches = ".+", disabledReason = "made on demand")
class FileScreenshotsE2E {
    private static final String LONG_NAME =
            "Besprechungsprotokoll_Hausverwaltungsgenossenschaft_2026-11-30_endgueltige_Fassung_von_Wolfeschlegelsteinhausen (3).txt";

    @Test
    void filesOfMessages(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben).send("How was it?");
        ben.openChat(anna).sees("How was it?");
        long room = FileToSend.onlyRoomOf(ben);
        FileToSend.send(ben, room, "The lake in the evening", picture(0, 1_600, 1_000));
        FileToSend.send(anna, room, "", picture(1, 700, 1_400));
        shootWhenLoaded(anna, "files-one");
        FileToSend.send(ben, room, "Four of them", pictures(4));
        shootWhenLoaded(anna, "files-four");
        FileToSend.send(anna, room, "And all the others", pictures(20));
        shootWhenLoaded(anna, "files-twenty");
        FileToSend.send(ben, room, "", FileToSend.voiceNote(12_000));
        FileToSend.send(anna, room, "Mine", FileToSend.voiceNote(3_000));
        FileToSend.send(
                ben,
                room,
                "The notes",
                FileToSend.text(LONG_NAME, "notes".repeat(10_000)),
                FileToSend.text("a.csv", "1,2"));
        FileToSend.send(anna, room, "", FileToSend.sound("song.wav", 900), FileToSend.text("plan.txt", "Friday"));
        ben.act("The notes", "Reply");
        ben.send("They are long");
        assertThat(anna.bubble("They are long")).isVisible();
        shootWhenLoaded(anna, "files-others");
        anna.bubble("Four of them").locator(".picture").nth(1).click();
        Locator image = anna.page().locator(".viewer__image");
        assertThat(image).hasJSProperty("complete", true);
        shoot(anna, "files-viewer");
        anna.page().keyboard().press("Escape");
        shoot(anna.openDashboard(), "files-list");
    }

    private static void shootWhenLoaded(Visitor visitor, String name) {
        visitor.page()
                .waitForFunction(
                        "() => [...document.querySelectorAll('.picture img')].every(image => image.complete || image.loading === 'lazy')");
        visitor.page().mouse().move(0, 0);
        shoot(visitor, name);
    }

    private static FileToSend[] pictures(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> picture(i, i % 3 == 0 ? 800 : 600, i % 2 == 0 ? 600 : 900))
                .toArray(FileToSend[]::new);
    }

    private static FileToSend picture(int number, int width, int height) {
        return FileToSend.picture(
                "picture-" + number + ".png", width, height, number * 0.13f, "Colours, number " + number);
    }
}
