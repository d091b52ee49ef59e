package org.chatboard.conversation.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

@WithTestServer
class FileServletIT {
    private static final String TEXT = "0123456789";

    private final TestServer board;

    FileServletIT(TestServer board) {
        this.board = board;
    }

    private static String upload(Member by, String name, String content) {
        return Uploads.upload(by, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer ask(String method, Member who, String path, String... headers) {
        return who.rest().send(method, path, BodyPublishers.noBody(), headers);
    }

    @Test
    void sendsAFileWholeOrOneRangeOfIt() {
        Member ann = board.newMember();
        String path = "/files/" + upload(ann, "digits.txt", TEXT);
        Answer whole = ann.rest().get(path + "/digits.txt");
        String tag = whole.header("ETag");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(TEXT);
        assertThat(tag).isEqualTo('"' + Uploads.sha256(TEXT.getBytes(StandardCharsets.UTF_8)) + '"');
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(whole.header("Content-Length")).isEqualTo("10");

        Answer part = ask("GET", ann, path, "Range", "bytes=3-5");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("345");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 3-5/10");
        assertThat(ask("GET", ann, path, "Range", "bytes=3-5", "If-Range", tag).body())
                .isEqualTo("345");
        assertThat(ask("GET", ann, path, "Range", "bytes=3-5", "If-Range", "\"other\"")
                        .body())
                .isEqualTo(TEXT);
        assertThat(ask("GET", ann, path, "Range", "bytes=0-1,3-4").body()).isEqualTo(TEXT);

        Answer behind = ask("GET", ann, path, "Range", "bytes=10-");
        assertThat(behind.status()).isEqualTo(416);
        assertThat(behind.header("Content-Range")).isEqualTo("bytes */10");

        Answer head = ask("HEAD", ann, path);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo("10");
        Answer known = ask("GET", ann, path, "If-None-Match", tag);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
    }

    @Test
    void neverGivesABrowserAPageOfThisServer() {
        Member ann = board.newMember();
        Map<String, String> evil = Map.of(
                "a.html", "<html><script>alert(1)</script></html>",
                "b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "c.xml", "<?xml version=\"1.0\"?><a xmlns=\"http://www.w3.org/1999/xhtml\"/>",
                "d.pdf", "%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
                "e.js", "alert(1)");
        evil.forEach((name, content) -> {
            Answer answer = ann.rest().get("/files/" + upload(ann, name, content));
            assertThat(answer.body()).isEqualTo(content);
            assertThat(answer.header("Content-Type")).as(name).isEqualTo("application/octet-stream");
            assertThat(answer.header("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"%1$s\"; filename*=UTF-8''%1$s".formatted(name));
            assertSandboxed(answer);
        });
        Answer named = ann.rest().get("/files/" + upload(ann, "Müll \"; x=1 100%.txt", TEXT));
        assertThat(named.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"M_ll __ x_1 100_.txt\";"
                        + " filename*=UTF-8''M%C3%BCll%20%22%3B%20x%3D1%20100%25.txt");
    }

    private static void assertSandboxed(Answer answer) {
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox; frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
    }

    @Test
    void showsPicturesByTheirRenditionsOnly() {
        Member ann = board.newMember();
        byte[] png = Pictures.encoded(Pictures.redAndBlue(640, 480), "png");
        String path = "/files/" + Uploads.upload(ann, "a.png", png);
        Answer small = ann.rest().get(path + "/thumbnail/320");
        assertThat(small.status()).isEqualTo(200);
        assertThat(small.header("Content-Type")).isIn("image/jpeg", "image/png");
        assertThat(small.header("Content-Disposition")).isNull();
        assertSandboxed(small);
        assertThat(ask("GET", ann, path + "/thumbnail/320", "If-None-Match", small.header("ETag"))
                        .status())
                .isEqualTo(304);
        Answer head = ask("HEAD", ann, path + "/thumbnail/320");
        assertThat(head.header("Content-Length")).isEqualTo(small.header("Content-Length"));
        assertThat(ann.rest().get(path).header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(ann.rest().get(path + "/thumbnail/319").status()).isEqualTo(404);
        String text = upload(ann, "a.txt", TEXT);
        assertThat(ann.rest().get("/files/" + text + "/thumbnail/320").status()).isEqualTo(404);
    }

    @Test
    void belongsToItsUploaderUntilItIsSentAndThenToTheRoomAsLongAsTheMessageIsThere() {
        Member ann = board.newMember();
        Member bob = board.newMember();
        NamedRoom room = NamedRoom.create(ann, bob);
        String file = upload(bob, "a.txt", TEXT);
        String path = "/files/" + file;
        assertThat(ann.rest().get(path).status()).isEqualTo(404);
        assertThat(bob.rest().get(path).status()).isEqualTo(200);

        Answer sent =
                bob.rest().post(room.path("/messages"), Json.of("cid", "a", "message", "", "files", List.of(file)));
        assertThat(ann.rest().get(path).status()).isEqualTo(200);
        assertThat(room.leave(bob).status()).isEqualTo(204);
        assertThat(bob.rest().get(path).status()).isEqualTo(404);
        assertThat(bob.rest().get(path).body())
                .isEqualTo(bob.rest().get("/files/invented").body());

        try (var socket = ann.socket()) {
            long message = Json.number(sent.json(), "id");
            socket.send(Json.of("type", "delete", "room", room.id(), "cid", "d", "id", message));
            socket.await("ack");
        }
        assertThat(ann.rest().get(path).status()).isEqualTo(404);
    }

    @Test
    void anUnfinishedUploadIsNoFile() {
        Member ann = board.newMember();
        String address = Uploads.begin(ann.rest(), 10, Uploads.name("a.txt")).header("Location");
        assertThat(ann.rest().get("/files/" + Uploads.id(address)).status()).isEqualTo(404);
        for (String path : List.of("/files/", "/files/x/y/z", "/files/x/thumbnail/", "/files/x/thumbnail/a/b")) {
            assertThat(ann.rest().get(path).status()).as(path).isEqualTo(404);
        }
    }
}
