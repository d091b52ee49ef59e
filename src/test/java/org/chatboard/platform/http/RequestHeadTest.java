package org.chatboard.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/chat/anna", "/chat/%C3%A4nne", "/a%2Fb", "/~x!$&'()*+,;=:@", "*"})
    void acceptsPathsInUtf8(String path) {
        assertThat(RequestHead.ofLine("GET", path)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "sign-in", "http:", "/%", "/%4", "/%ZZ", "/%+1", "/%00", "/%E4", "/%C3", "/\u00e4", "/\u0001", "/ ",
                "?"
            })
    void rejectsPathsThatTwoParsersMayUnderstandDifferently(String path) {
        assertThat(RequestHead.ofLine("GET", path)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G\u0001T", "G\u00cbT", "", "GET/", "CONNECT", "PRI"})
    void rejectsMethodsThatAreNotTokensAndTunnels(String method) {
        assertThat(RequestHead.ofLine(method, "/")).isEqualTo(400);
    }

    @Test
    void acceptsOneLengthOfABodyAndNoCompression() {
        assertThat(RequestHead.ofBody(0, List.of(), List.of())).isEqualTo(200);
        assertThat(RequestHead.ofBody(2, List.of(), List.of())).isEqualTo(200); // Grizzly rejects different lengths
        assertThat(RequestHead.ofBody(0, List.of("Chunked"), List.of("identity")))
                .isEqualTo(200);
        assertThat(RequestHead.ofBody(1, List.of("chunked"), List.of())).isEqualTo(400);
        assertThat(RequestHead.ofBody(0, List.of("chunked", "identity"), List.of()))
                .isEqualTo(400);
        assertThat(RequestHead.ofBody(0, List.of("xchunked"), List.of())).isEqualTo(400);
        assertThat(RequestHead.ofBody(0, List.of("gzip, chunked"), List.of())).isEqualTo(400);
        assertThat(RequestHead.ofBody(1, List.of(), List.of("gzip"))).isEqualTo(415);
    }

    @Test
    void servesOnlyItsOwnHosts() {
        assertThat(host("chat.example.org")).isEqualTo(200);
        assertThat(host("chat.example.org:8443")).isEqualTo(200);
        assertThat(host("[::1]:80")).isEqualTo(421);
        assertThat(host("evil.example")).isEqualTo(421);
        assertThat(host("chat.example.org.evil.example")).isEqualTo(421);
        assertThat(host()).isEqualTo(200);
        List.of(
                        "",
                        "a:b:c",
                        "chat.example.org:x",
                        "chat.example.org:999999",
                        "[",
                        "chat.example.org/x",
                        "a b",
                        "x@chat.example.org")
                .forEach(host -> assertThat(host(host)).as(host).isEqualTo(400));
        assertThat(host("chat.example.org", "evil.example")).isEqualTo(400);
    }

    private static int host(String... hosts) {
        return RequestHead.ofHost(List.of(hosts), "chat.example.org"::equals);
    }

    @Test
    void acceptsBytesBeyondAsciiButNoControlCharacters() {
        assertThat(bytes("GET / HTTP/1.1\r\nCookie: a=M\u00fcll;\tb=\u1f600\r\n\r\n"))
                .isEqualTo(200);
        List.of("\u0000", "\u0001", "\u007f", "\n", "\r", "\u000b")
                .forEach(wrong -> assertThat(bytes("GET / HTTP/1.1\r\nX: a" + wrong + "b\r\n\r\n"))
                        .isEqualTo(400));
    }

    private static int bytes(String head) {
        return RequestHead.ofBytes(ByteBuffer.wrap(head.getBytes(StandardCharsets.UTF_8)));
    }
}
