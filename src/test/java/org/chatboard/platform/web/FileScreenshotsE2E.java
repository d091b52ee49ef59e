package org.chatboard.platform.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.platform.web.ScreenshotsE2E.shoot;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import java.util.stream.IntStream;
import org.chatboard.testing.FileToSend;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Microphone;
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
    void files(Visitors visitors) {
        try (ProxiedServer site = ProxiedServer.start(Map.of())) {
            Visitor anna = visitors.stranger(site).signUpAs("anna", "Anna Schmidt");
            Visitor ben = visitors.stranger(site).signUpAs("ben", "Ben Okafor");
            visitors.stranger(site).signUpAs("cleo", "Cleo Martin");
            ofMessages(anna, ben);
            notSentYet(anna.openChat(ben));
        }
    }

    private static void ofMessages(Visitor anna, Visitor ben) {
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

    private static void notSentYet(Visitor anna) {
        anna.page().route("**/api/uploads/*", route -> {
            if (!"262144".equals(route.request().headers().get("upload-offset"))) {
                route.resume();
            }
        });
        anna.page().route("**/api/uploads", route -> {
            if ("777".equals(route.request().headers().get("upload-length"))) {
                route.fulfill(
                        new Route.FulfillOptions()
                                .setStatus(507)
                                .setContentType("application/problem+json")
                                .setBody(
                                        "{\"detail\":\"This server has no space for more files. Please tell the person who runs it. Messages without files can be sent.\"}"));
            } else {
                route.resume();
            }
        });
        FileToSend lake = picture(0, 800, 600);
        anna.page().setInputFiles("#files", new FilePayload[] {
            new FilePayload("lake.png", "image/png", lake.bytes()),
            new FilePayload(LONG_NAME, "text/plain", new byte[777]),
            new FilePayload("film.mp4", "video/mp4", new byte[700_000]),
            new FilePayload("empty.txt", "text/plain", new byte[0])
        });
        assertThat(anna.page().locator(".attachment").nth(1)).containsText("no space");
        assertThat(anna.page().locator(".attachment").nth(2)).containsText("256 kB of");
        shoot(anna, "files-chosen");
        anna.button("Remove " + LONG_NAME).click();
        anna.send("The lake, and the film of it");
        assertThat(anna.page().locator(".pending-file").last()).containsText("256 kB of");
        shoot(anna, "files-under-way");
        anna.page().evaluate(Microphone.TONE);
        anna.button("Record a voice note").click();
        assertThat(anna.page().getByRole(AriaRole.DIALOG)).containsText("0:02");
        shoot(anna, "recorder-recording");
        anna.button("Stop").click();
        assertThat(anna.button("Add to message")).isVisible();
        shoot(anna, "recorder-recorded");
        anna.button("Add to message").click();
        assertThat(anna.page().locator(".attachment")).hasCount(1);
        shoot(anna, "recorder-added");
        anna.page().navigate("/settings");
        assertThat(anna.button("Choose a picture")).isVisible();
        anna.page()
                .locator("#own-avatar input[type=file]")
                .setInputFiles(new FilePayload(
                        "me.png", "image/png", picture(3, 900, 700).bytes()));
        assertThat(anna.page().locator("dialog[open]")).isVisible();
        shoot(anna, "avatar-cropper");
        anna.button("Use this part").click();
        assertThat(anna.page().locator("#own-avatar img")).isVisible();
        shoot(anna, "settings-avatar");
    }

    private static void shootWhenLoaded(Visitor visitor, String name) {
        visitor.page().waitForFunction("""
                        () => [...document.querySelectorAll('.picture img')].every(image => image.complete
                            || image.getBoundingClientRect().bottom < 0 || image.getBoundingClientRect().top > innerHeight)""");
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
                "lake-" + number + ".png", width, height, number * 0.13f, "The lake, picture " + number);
    }
}
