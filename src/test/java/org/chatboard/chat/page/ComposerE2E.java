package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The composer, where a message is written: keys, undo, length limit, states of a sent message, retries, drafts. */
@InBrowser
class ComposerE2E {
    private static final String GRIN = "\uD83D\uDE00";

    @Test
    void enterSendsAndShiftEnterBreaksTheLine(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben);
        assertThat(anna.composer()).isFocused();
        anna.page().keyboard().type("first line");
        anna.composer().press("Shift+Enter");
        anna.page().keyboard().type("second line");
        anna.composer().press("Enter");
        assertThat(anna.composer()).hasValue("");
        assertThat(ben.texts()).hasCount(1);
        assertThat(ben.texts().first().innerText()).isEqualTo("first line\nsecond line");
        anna.composer().press("Enter");
        anna.send(" \n ");
        anna.send("last");
        ben.sees("first line second line", "last");
    }

    @Test
    void onAPhoneEnterBreaksTheLineAndTheButtonSends(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(
                site.url(),
                Visitors.window().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true),
                "Anna Schmidt");
        ben.openChat(anna);
        anna.openChat(ben);
        anna.page().keyboard().type("first line");
        anna.page().keyboard().press("Enter");
        anna.page().keyboard().type("second line");
        assertThat(anna.composer()).hasValue("first line\nsecond line");
        assertThat(anna.composer()).hasAttribute("enterkeyhint", "enter");
        anna.button("Send").tap();
        ben.sees("first line second line");
        assertThat(anna.composer()).isFocused();
        anna.page().keyboard().type("by a keyboard that was docked");
        anna.page().keyboard().press("Control+Enter");
        ben.sees("first line second line", "by a keyboard that was docked");
    }

    @Test
    void undoRestoresOnlyTypedText(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        anna.openChat(ben).send("sent");
        anna.composer().press("Control+z");
        assertThat(anna.composer()).hasValue("sent");
        anna.composer().press("Control+Shift+z");
        assertThat(anna.composer()).hasValue("");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        anna.composer().pressSequentially("for Ben alone");
        anna.act("sent", "Edit");
        assertThat(anna.composer()).hasValue("sent");
        hasNoHistory(anna);
        anna.page().keyboard().press("Escape");
        assertThat(anna.composer()).hasValue("for Ben alone");
        hasNoHistory(anna);
        anna.row(cleo).click();
        assertThat(anna.heading()).hasText("Cleo Martin");
        assertThat(anna.composer()).isFocused();
        assertThat(anna.composer()).hasValue("");
        hasNoHistory(anna);
        anna.page().keyboard().insertText("for Cleo");
        anna.composer().press("Control+z");
        assertThat(anna.composer()).hasValue("");
        anna.composer().press("Control+Shift+z");
        assertThat(anna.composer()).hasValue("for Cleo");
    }

    private static void hasNoHistory(Visitor visitor) {
        String text = visitor.composer().inputValue();
        for (String key : List.of("Control+z", "Control+Shift+z", "Control+z", "Control+Shift+z")) {
            visitor.composer().press(key);
            assertThat(visitor.composer()).hasValue(text);
        }
    }

    @Test
    void enterThatEndsACompositionDoesNotSend(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        CDPSession keyboard = anna.context().newCDPSession(anna.page());
        JsonObject composition = new JsonObject();
        composition.addProperty("text", "にほん");
        composition.addProperty("selectionStart", 3);
        composition.addProperty("selectionEnd", 3);
        keyboard.send("Input.imeSetComposition", composition);
        anna.composer()
                .evaluate("field => field.dispatchEvent(new KeyboardEvent('keydown',"
                        + " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))");
        anna.composer()
                .evaluate("field => field.dispatchEvent(new KeyboardEvent('keydown',"
                        + " {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))");
        assertThat(anna.composer()).hasValue("にほん");
        JsonObject chosen = new JsonObject();
        chosen.addProperty("text", "日本");
        keyboard.send("Input.insertText", chosen);
        assertThat(anna.composer()).hasValue("日本");
        assertThat(anna.texts()).hasCount(0);
        anna.composer().press("Enter");
        anna.sees("日本");
    }

    @Test
    void theLimitIsShownInTimeAndATooLongTextStays(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.openChat(ben);
        Locator count = anna.page().locator("#count");
        anna.composer().fill("a".repeat(3_599));
        assertThat(count).isEmpty();
        anna.composer().fill("a".repeat(3_990));
        assertThat(count).hasText("10 of 4,000 characters left");
        anna.send("a".repeat(4_003));
        assertThat(count).hasText("3 characters too many");
        assertThat(anna.composer()).hasValue("a".repeat(4_003));
        assertThat(anna.composer()).hasAttribute("aria-invalid", "true");
        assertThat(anna.texts()).hasCount(0);
        anna.send(GRIN.repeat(4_000)); // 4,000 code points, 8,000 UTF-16 units, 16,000 bytes
        ben.sees(GRIN.repeat(4_000));
        assertThat(count).isEmpty();
    }

    @Test
    void aMessageHasOneBubbleFromPendingToSent(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        List<Runnable> held = new ArrayList<>();
        anna.page().routeWebSocket(Pattern.compile(".*/ws"), page -> {
            WebSocketRoute server = page.connectToServer();
            server.onMessage(frame -> {
                if (frame.text().contains("\"one bubble\"")
                        || frame.text().contains("\"ack\"")
                        || frame.text().contains("\"room\",")) {
                    held.add(() -> page.send(frame.text()));
                } else {
                    page.send(frame.text());
                }
            });
        });
        anna.openChat(ben);
        anna.send("one bubble");
        Locator state = anna.bubble("one bubble").locator(".message__state");
        assertThat(state).hasText("Sending…");
        anna.page().waitForCondition(() -> held.size() >= 2);
        assertThat(state).hasText("Sending…");
        held.forEach(Runnable::run);
        assertThat(state).hasText("Sent");
        anna.sees("one bubble");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
    }

    @Test
    void aFailedMessageShowsWhyAndIsRetriedWithItsCid(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        List<String> sent = new ArrayList<>();
        anna.page().routeWebSocket(Pattern.compile(".*/ws"), page -> {
            WebSocketRoute server = page.connectToServer();
            page.onMessage(frame -> {
                boolean first = frame.text().contains("\"send\"") && sent.isEmpty();
                if (frame.text().contains("\"send\"")) {
                    sent.add(cidOf(frame.text()));
                }
                if (first) {
                    page.send("{\"type\":\"error\",\"code\":\"busy\",\"message\":\"The server has too much to do.\","
                            + "\"retryAfterMs\":60000,\"cid\":\"" + cidOf(frame.text()) + "\"}");
                } else {
                    server.send(frame.text());
                }
            });
        });
        ben.openChat(anna);
        anna.openChat(ben);
        anna.send("important");
        Locator bubble = anna.bubble("important");
        assertThat(bubble).containsText("Not sent. The server is busy at the moment.");
        assertThat(ben.texts()).hasCount(0);
        anna.button("Try again").click();
        assertThat(bubble.locator(".message__state")).hasText("Read");
        ben.sees("important");
        anna.sees("important");
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
    }

    @Test
    void aDraftStaysWithItsPerson(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        anna.openChat(ben);
        anna.composer().fill("for Ben");
        anna.row(cleo).click();
        assertThat(anna.heading()).hasText("Cleo Martin");
        assertThat(anna.composer()).hasValue("");
        anna.row(ben).click();
        assertThat(anna.composer()).hasValue("for Ben");
    }

    private static String cidOf(String frame) {
        return frame.replaceFirst(".*\"cid\":\"([^\"]*)\".*", "$1");
    }
}
