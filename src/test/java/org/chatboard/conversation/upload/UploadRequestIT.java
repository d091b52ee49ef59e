package org.chatboard.conversation.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Member;
import org.chatboard.testing.RawHttp;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** The requests of uploads byte by byte: bodies whose length is a lie, and what a client of tus asks first. */
@WithTestServer
class UploadRequestIT {
    private final TestServer board;
    private final Member ann;

    UploadRequestIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
    }

    private String begin(long size) {
        return Uploads.begin(ann.rest(), size, Uploads.name("plan.txt")).header("Location");
    }

    private long offset(String address) {
        return Long.parseLong(Uploads.head(ann.rest(), address).header("Upload-Offset"));
    }

    @Test
    void whatABodyHasBeyondItsContentLengthIsNoPart() throws IOException {
        String address = begin(10);
        RawHttp.exchange(URI.create(board.url()), "127.0.0.1", head(address) + "\r\nContent-Length: 4", "abcdefgh");
        assertThat(offset(address)).isEqualTo(4);
    }

    /** Neither while the server waits for the rest, nor when the client has gone. */
    @Test
    void keepsNothingOfABodyThatIsShorterThanItsContentLength() throws IOException {
        String address = begin(10);
        URI url = URI.create(board.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String request = head(address) + "\r\nHost: " + url.getAuthority() + "\r\nContent-Length: 8\r\n\r\nabcd";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(offset(address)).isZero();
            socket.shutdownOutput();
            assertThat(untilTheEnd(socket)).doesNotContain(" 204 ");
        }
        assertThat(offset(address)).isZero();
        assertThat(Uploads.append(ann.rest(), address, 0, new byte[10]).status())
                .isEqualTo(204);
    }

    private static String untilTheEnd(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException e) { // closed by a reset
            return "";
        }
    }

    private String head(String address) {
        return "PATCH " + address + " HTTP/1.1\r\nCookie: " + ann.rest().cookies()
                + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream";
    }

    @Test
    void saysWhatItSupportsOfTus() {
        Answer answer = ann.rest().send("OPTIONS", "/api/uploads", BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Extension")).isEqualTo("creation,termination,checksum,expiration");
        assertThat(answer.header("Tus-Checksum-Algorithm")).isEqualTo("sha1,sha256");
        assertThat(answer.header("Tus-Max-Size")).isEqualTo("52428800");
    }
}
