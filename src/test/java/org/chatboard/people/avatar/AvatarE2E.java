package org.chatboard.people.avatar;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The own picture in the settings, and where others see it. */
@InBrowser
class AvatarE2E {
    private static final FilePayload PHOTOGRAPH =
            new FilePayload("photo.png", "image/png", Pictures.encoded(Pictures.noise(1200, 800), "png"));

    @Test
    void showsTheChosenSquareToOthersAtOnceAndAfterAReload(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Ito");
        anna.openChat(ben).send("hello");
        ben.openChat(anna).sees("hello");
        assertThat(pictures(ben)).hasCount(0);
        anna.page().navigate("/settings");
        choose(anna, PHOTOGRAPH);
        assertThat(dialog(anna)).isVisible();
        PageChecks.assertAccessible(anna.page());
        anna.page().getByLabel("Zoom").press("ArrowRight");
        anna.page().getByLabel("Left and right").press("End");
        anna.button("Use this part").click();
        assertThat(said(anna)).hasText("Your picture is saved.");
        assertThat(anna.button("Choose a picture")).isFocused();
        assertLoaded(anna.page().locator("#own-avatar img"));
        assertLoaded(ben.row(anna).locator(".avatar img"));
        assertLoaded(ben.page().locator(".conversation__head .avatar img"));
        ben.page().reload();
        assertLoaded(ben.row(anna).locator(".avatar img"));
        assertLoaded(ben.page().locator(".conversation__head .avatar img"));
        ben.awaitConnected();
        anna.button("Remove the picture").click();
        assertThat(said(anna)).hasText("Your picture is removed.");
        assertThat(anna.button("Remove the picture")).isHidden();
        assertThat(pictures(ben)).hasCount(0);
        assertThat(ben.row(anna).locator(".avatar")).hasText("AS");
    }

    @Test
    void saysWhatWentWrongAndKeepsThePicture(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        anna.page().navigate("/settings");
        byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
        choose(anna, new FilePayload("text.png", "image/png", text));
        assertThat(said(anna))
                .hasText("This browser cannot read that file as a picture. Choose a PNG, JPEG, GIF or WebP.");
        choose(anna, PHOTOGRAPH);
        anna.button("Cancel").click();
        assertThat(dialog(anna)).hasCount(0);
        assertThat(said(anna)).hasText("");
        choose(anna, PHOTOGRAPH);
        assertThat(dialog(anna)).isVisible();
        anna.context().setOffline(true);
        anna.button("Use this part").click();
        assertThat(said(anna)).hasText("That did not work. Check the connection and try again.");
        anna.context().setOffline(false);
        assertThat(anna.page().locator("#own-avatar img")).hasCount(0);
    }

    private static void choose(Visitor visitor, FilePayload file) {
        assertThat(visitor.button("Choose a picture")).isVisible(); // the script has come
        visitor.page().locator("#own-avatar input[type=file]").setInputFiles(file);
    }

    private static Locator dialog(Visitor visitor) {
        return visitor.page().locator("dialog[open]");
    }

    private static Locator said(Visitor visitor) {
        return visitor.page().locator("#avatar-said");
    }

    private static Locator pictures(Visitor visitor) {
        return visitor.page().locator(".avatar img");
    }

    private static void assertLoaded(Locator picture) {
        assertThat(picture).isVisible();
        assertThat(picture).hasJSProperty("naturalWidth", 256);
    }
}
