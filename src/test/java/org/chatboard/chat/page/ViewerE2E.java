package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.chatboard.chat.page.FileConversation.picture;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chatboard.testing.FileToSend;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.TouchTargets;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The viewer of pictures. */
@InBrowser
class ViewerE2E {
    private FileConversation conversation;
    private Visitor ben;

    @BeforeEach
    void openAConversation(ProxiedServer site, Visitors visitors) {
        conversation = new FileConversation(site, visitors);
        ben = conversation.ben;
    }

    @Test
    void hasKeysAndClosesByEscapeAndBack() {
        conversation.send(
                "Three",
                IntStream.range(0, 3)
                        .mapToObj(i -> picture("p" + i + ".png", "Picture number " + i))
                        .toArray(FileToSend[]::new));
        Locator pictures = ben.page().locator(".picture");
        assertThat(pictures).hasCount(3);
        pictures.nth(1).click();
        Locator viewer = ben.page().getByRole(AriaRole.DIALOG);
        assertThat(viewer).containsText("2 of 3");
        assertThat(viewer.getByRole(AriaRole.IMG)).hasAccessibleName("Picture number 1");
        conversation.press("ArrowRight");
        assertThat(viewer).containsText("3 of 3");
        assertThat(viewer.locator(".viewer__next")).isDisabled();
        conversation.press("+");
        assertThat(viewer.locator(".viewer__stage")).hasAttribute("data-zoomed", "true");
        conversation.press("ArrowLeft"); // moves the zoomed picture
        assertThat(viewer).containsText("3 of 3");
        conversation.press("0");
        conversation.press("ArrowLeft");
        ben.button("Previous picture").click();
        assertThat(viewer).containsText("1 of 3");
        assertThat(viewer.locator(".viewer__alt")).hasText("Picture number 0");
        conversation.press("Escape");
        assertThat(viewer).hasCount(0);
        assertThat(pictures.nth(1)).isFocused();
        conversation.press("Enter");
        assertThat(viewer).containsText("2 of 3");
        ben.page().goBack();
        assertThat(viewer).hasCount(0);
        assertThat(ben.heading()).hasText("Anna Schmidt");
        assertThat(pictures.nth(1)).isFocused();
    }

    @Test
    void playsAnAnimationWhenTheReaderWantsIt() {
        conversation.send(
                "Waving",
                new FileToSend("wave.gif", Pictures.gif(2), Map.of(), "Somebody waves"),
                picture("a.png", null));
        ben.page().locator(".picture").first().click();
        Locator image = ben.page().locator(".viewer__image");
        assertThat(image).hasAttribute("src", Pattern.compile("/thumbnail/2048$"));
        ben.button("Play the animation").click();
        assertThat(image).hasAttribute("src", Pattern.compile("^blob:"));
        assertThat(image).hasJSProperty("naturalWidth", 1);
        assertThat(ben.page().getByRole(AriaRole.DIALOG)).not().hasAttribute("aria-busy", "true");
        ben.button("Stop the animation").click();
        assertThat(image).hasAttribute("src", Pattern.compile("/thumbnail/2048$"));
        conversation.press("ArrowRight");
        assertThat(image).hasAttribute("alt", "Picture a.png");
        assertThat(ben.button("Play the animation")).isHidden();
    }

    @Test
    void closesWithTheMessageOfItsPicture() {
        conversation.send("Gone soon", picture("a.png", null));
        ben.page().locator(".picture").click();
        assertThat(ben.page().getByRole(AriaRole.DIALOG)).containsText("1 of 1");
        conversation.anna.act("Gone soon", "Delete for everyone");
        conversation.anna.button("Delete").click();
        assertThat(ben.page().getByRole(AriaRole.DIALOG)).hasCount(0);
        ben.sees("Hello", "This message was deleted.");
        assertThat(ben.page().locator(".files")).hasCount(0);
        assertThat(conversation.anna.page().locator(".files")).hasCount(0);
    }

    @Test
    void isSwiped(ProxiedServer site, Visitors visitors) {
        conversation.send("Two", picture("a.png", null), picture("b.png", null));
        Visitor phone = visitors.stranger(
                        site.url(),
                        Visitors.window()
                                .setViewportSize(390, 844)
                                .setHasTouch(true)
                                .setIsMobile(true))
                .signIn(ben.username())
                .openChat(conversation.anna);
        phone.page().locator(".picture").first().tap();
        Locator viewer = phone.page().getByRole(AriaRole.DIALOG);
        assertThat(viewer).containsText("1 of 2");
        TouchTargets.assertHits(phone.page());
        swipe(viewer, -200, 0);
        assertThat(viewer).containsText("2 of 2");
        swipe(viewer, 200, 0);
        assertThat(viewer).containsText("1 of 2");
        swipe(viewer, 0, 300);
        assertThat(viewer).hasCount(0);
    }

    /** Moves a finger over the stage of the viewer. */
    private static void swipe(Locator viewer, int across, int down) {
        viewer.locator(".viewer__stage").evaluate("""
                (stage, [across, down]) => {
                    const at = (type, x, y) => stage.dispatchEvent(new PointerEvent(type, {
                        pointerId: 7, pointerType: 'touch', clientX: x, clientY: y, bubbles: true,
                    }));
                    stage.setPointerCapture = () => {}; // no such pointer exists
                    at('pointerdown', 200, 300);
                    at('pointermove', 200 + across / 2, 300 + down / 2);
                    at('pointerup', 200 + across, 300 + down);
                }""", List.of(across, down));
    }
}
