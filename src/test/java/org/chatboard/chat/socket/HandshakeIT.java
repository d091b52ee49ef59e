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
        "'', 101", // no Origin header, as from a client that is no browser
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
    void acceptsOnlyItsOwnOrigin(String origin, int status) {
        String cookie = somebody.rest().cookies();
        String sent = origin.replace("PORT", port);
        assertThat(endpoint("/ws").cookie(cookie).origin(sent).status()).isEqualTo(status);
        assertThat(endpoint("/ws/chat/1").cookie(cookie).origin(sent).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/chat/1"})
    void requiresASignIn(String path) {
        assertThat(endpoint(path).status()).isEqualTo(401);
        assertThat(endpoint(path).origin(board.url()).status()).isEqualTo(401);
        assertThat(endpoint(path).cookie("CHATBOARD_SIGN_IN=" + "A".repeat(43)).status())
                .isEqualTo(401);
        assertThat(endpoint(path).origin("http://evil.example").status())
                .as("the origin comes first")
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/chat/1"})
    void answers426IfAProxyRemovedTheUpgrade(String path) {
        Answer answer = somebody.rest().get(path);
        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.body()).contains("proxy");
    }

    @Test
    void rejectsTheCookieOfAnEndedSignIn() {
        Member ann = board.newMember();
        String cookie = ann.rest().cookies();
        assertThat(ann.rest().delete("/api/session").status()).isEqualTo(204);
        assertThat(endpoint("/ws").cookie(cookie).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chatboard.v2", "soap"})
    void closesPagesOfAnotherVersion(String subprotocol) {
        SocketEndpoint endpoint = endpoint("/ws").cookie(somebody.rest().cookies());
        SocketClient client = (subprotocol.isEmpty() ? endpoint : endpoint.subprotocol(subprotocol)).open();
        assertThat(client.awaitClose()).isEqualTo(4506);
        assertThat(client.frames("welcome")).isEmpty();
    }

    private SocketEndpoint endpoint(String path) {
        return new SocketEndpoint(board.url(), path);
    }
}
