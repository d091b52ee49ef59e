package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.HtmlChecker;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * Runs the Nu HTML checker on every page that the server sends. {@code ChosenThemeE2E} runs it after scripts have changed a page.
 */
@WithTestServer
class MarkupIT {
    @Test
    void pagesForStrangers(TestServer board) {
        RestClient stranger = new RestClient(board.url());
        Stream.of(
                        "/sign-in?from=/settings",
                        "/sign-in?signedOut=true",
                        "/sign-in?sessionEnded=true",
                        "/sign-in?language=de",
                        "/sign-in?language=tr",
                        "/sign-up",
                        "/new-password",
                        "/join/invented",
                        Invites.make(board.administrator(), null).path(),
                        "/offline",
                        "/there/is/nothing/here")
                .forEach(path -> assertValid(stranger, path));
        Answer rejected = stranger.submit("/sign-up", "sign-up", "signUp", "username", "9<b>", "password", "\"");
        assertThat(rejected.body()).contains("id=\"username-error\"");
        assertThat(HtmlChecker.errors(rejected.body())).isEmpty();
    }

    @Test
    void pagesForMembers(TestServer board) {
        Member anna = board.newMember();
        Member ben = board.newMember();
        SocketClient socket = anna.socket();
        Stream.of("Hello <b>\"you\"</b> & all", "Two\n\nlines", "\uD83C\uDF89")
                .forEach(text -> socket.awaitAck(socket.postTo(ben.id(), text)));
        Stream.of(
                        "/dashboard",
                        "/dashboard?query=nobody-of-this-name",
                        "/chat/" + ben.username(),
                        "/chat/nobody-of-this-name",
                        "/room/0",
                        "/settings",
                        "/mentions",
                        "/search?q=%3Cb%3E&room=0&sender=" + ben.id(),
                        "/websocket-test")
                .forEach(path -> assertValid(anna.rest(), path));
    }

    @Test
    void pagesForAdministrators(TestServer board) {
        assertValid(board.administrator().rest(), "/admin");
    }

    @Test
    void reportsInvalidMarkup() {
        assertThat(HtmlChecker.errors("<!DOCTYPE html><html lang=en><title>A</title><p><div></div></p>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("“p”");
    }

    private static void assertValid(RestClient who, String path) {
        String page = who.get(path).body();
        assertThat(page).as(path).contains("</html>");
        assertThat(HtmlChecker.errors(page)).as(path).isEmpty();
    }
}
