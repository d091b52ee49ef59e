package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.chat.page.RoomControls.button;
import static org.chatboard.chat.page.RoomControls.openPanel;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The picture of a room, which owners change in its panel. */
@InBrowser
class RoomPictureE2E {
    private static final FilePayload PICTURE =
            new FilePayload("room.png", "image/png", Pictures.encoded(Pictures.redAndBlue(600, 400), "png"));

    @Test
    void anOwnerChangesItAndMembersSeeItAtOnceAndAfterAReload(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        RoomRequests room = RoomRequests.make("PRIVATE", "Lunch", anna, ben);
        room.open(ben);
        assertThat(button(openPanel(ben, 2), "Choose a picture")).isHidden();
        room.open(anna);
        Locator panel = openPanel(anna, 2);
        assertThat(button(panel, "Choose a picture")).isVisible();
        assertThat(button(panel, "Remove the picture")).isHidden();
        panel.locator("input[type=file]").setInputFiles(PICTURE);
        assertThat(anna.page().locator("dialog[open]")).isVisible();
        anna.button("Use this part").click();
        assertShown(panel.locator(".avatar--l img"));
        assertThat(button(panel, "Choose a picture")).isFocused();
        PageChecks.assertAccessible(anna.page());
        assertShown(room.row(ben).locator(".avatar img"));
        assertShown(head(ben));
        assertThat(ben.page().locator("#messages .event").last())
                .hasText("Anna Schmidt changed the picture of the room");
        ben.page().reload();
        assertShown(head(ben));
        ben.awaitConnected();
        assertShown(room.row(ben).locator(".avatar img"));
        button(panel, "Remove the picture").click();
        assertThat(button(panel, "Remove the picture")).isHidden();
        assertThat(head(ben)).hasCount(0);
        assertThat(room.row(ben).locator(".avatar img")).hasCount(0);
        assertThat(ben.page().locator("#messages .event").last())
                .hasText("Anna Schmidt removed the picture of the room");
    }

    private static Locator head(Visitor visitor) {
        return visitor.page().locator(".conversation__head .avatar img");
    }

    private static void assertShown(Locator picture) {
        assertThat(picture).isVisible();
        assertThat(picture).hasJSProperty("naturalWidth", 256);
    }
}
