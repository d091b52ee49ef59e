package org.chatboard.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.testing.Answer;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.SocketEndpoint;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithTestServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandshakeIT {
    private final TestServer board;
    private final String port;
    private final Member somebody;

    HandshakeIT(TestServer board) {
        this.board = board;
        this.port = board.url().substring(board.url().lastIndexOf(':') + 1);
        this.somebody = board.newMember();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:PORT, 101",
        "http://localhost:PORT, 101",
        "'', 101", // a script: a browser always sends it
        "null, 403",
        "https://127.0.0.1:PORT, 403",
        "http://127.0.0.1:PORT.evil.example, 403",
        "http://evil-127.0.0.1:PORT, 403",
        "http://127.0.0.1.evil.example:PORT, 403",
        "http://127.0.0.1:1, 403",
        "http://127.0.0.1, 403",
        "HTTP://127.0.0.1:PORT, 403",
        "http://LOCALHOST:PORT, 403",
        "http://127.0.0.1:PORT/, 403",
        "'http://127.0.0.1:PORT, http://evil.example', 403",
        "http://user@127.0.0.1:PORT, 403",
        "file://, 403"
    })
    void opensOnlyToPagesOfItsOwnOrigin(String origin, int status) {
        String cookie = somebody.rest().cookies();
        String sent = origin.replace("PORT", port);
        assertThat(door("/ws").cookie(cookie).origin(sent).status()).isEqualTo(status);
        assertThat(door("/ws/chat/1").cookie(cookie).origin(sent).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/chat/1"})
    void asksWhoIsThere(String path) {
        assertThat(door(path).status()).isEqualTo(401);
        assertThat(door(path).origin(board.url()).status()).isEqualTo(401);
        assertThat(door(path).cookie("CHATBOARD_SIGN_IN=" + "A".repeat(43)).status())
                .isEqualTo(401);
        assertThat(door(path).origin("http://evil.example").status())
                .as("the origin comes first")
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/chat/1"})
    void saysWhereAProxyTookTheUpgradeAway(String path) {
        Answer answer = somebody.rest().get(path);
        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.body()).contains("proxy");
    }

    @Test
    void takesNoCookieThatWasSignedOut() {
        Member ann = board.newMember();
        String cookie = ann.rest().cookies();
        assertThat(ann.rest().delete("/api/session").status()).isEqualTo(204);
        assertThat(door("/ws").cookie(cookie).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chatboard.v2", "soap"})
    void closesPagesOfAnotherVersion(String subprotocol) {
        SocketEndpoint door = door("/ws").cookie(somebody.rest().cookies());
        SocketClient client = (subprotocol.isEmpty() ? door : door.subprotocol(subprotocol)).open();
        assertThat(client.awaitClose()).isEqualTo(4506);
        assertThat(client.frames("welcome")).isEmpty();
    }

    private SocketEndpoint door(String path) {
        return new SocketEndpoint(board.url(), path);
    }
}
