package org.chatboard.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.SocketEndpoint;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithTestServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainEndpointIT {
    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private SocketClient annSocket;
    private SocketClient bobSocket;

    PlainEndpointIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
    }

    @BeforeEach
    void open() {
        annSocket = ann.receivingPlain(bob.id());
        bobSocket = bob.receivingPlain(ann.id());
    }

    @AfterEach
    void close() {
        annSocket.close();
        bobSocket.close();
    }

    @Test
    void acceptsAMessageObjectAndSendsMessageFrames() {
        annSocket.send("{\"message\":\"hi\"}");
        JsonObject own = annSocket.awaitText("hi");
        JsonObject other = bobSocket.awaitText("hi");
        assertThat(own.getString("cid")).as("made by the server").isNotBlank();
        assertThat(other).doesNotContainKey("cid");
        assertThat(other.get("seq")).isEqualTo(own.get("seq"));
        annSocket.send(Json.of("message", "again", "cid", "mine"));
        assertThat(annSocket.awaitText("again").getString("cid")).isEqualTo("mine");
        bobSocket.awaitText("again");
        assertThat(annSocket.frames())
                .extracting(frame -> frame.getString("type"))
                .containsExactly("message", "message");
        assertThat(bobSocket.frames())
                .extracting(frame -> frame.getString("type"))
                .containsExactly("message", "message");
    }

    @Test
    void answersARepeatToItsSocketOnly() {
        SocketClient page = bob.socket();
        annSocket.send(Json.of("message", "once", "cid", "c1"));
        JsonObject first = annSocket.awaitText("once");
        SocketClient annsOther = ann.plain(bob.id());
        annsOther.send(Json.of("message", "another text", "cid", "c1"));
        assertThat(annsOther.await("message")).isEqualTo(first);
        annSocket.send("{\"message\":\"afterwards\"}");
        for (SocketClient socket : List.of(annSocket, bobSocket, page)) {
            socket.awaitText("afterwards");
            assertThat(socket.frames("message")).hasSize(2);
        }
    }

    @Test
    void answersNoRepeatFromAnotherRoom() {
        NamedRoom room = NamedRoom.create(ann, bob);
        SocketClient annPage = ann.socket();
        SocketClient bobPage = bob.socket();
        JsonObject question = annPage.awaitAck(annPage.post(room.id(), "first text"));
        long id = Json.number(question, "id");
        String reaction = bobPage.change("react", room.id(), id, "emoji", TwoPeople.THUMB, "on", true);
        bobPage.awaitAck(reaction);
        bobPage.send(
                Json.of("type", "send", "room", room.id(), "cid", "reply", "message", "the answer", "replyTo", id));
        bobPage.awaitAck("reply");
        assertConflict(reaction);
        assertConflict("reply");
        assertThat(room.remove(ann, bob).status()).isEqualTo(204);
        annPage.awaitAck(annPage.change("edit", room.id(), id, "message", "second text"));
        assertConflict(reaction);
        assertConflict("reply");
    }

    /** Repeats a {@code cid} of another room on a socket of its own, which must get an error and nothing of that room. */
    private void assertConflict(String cid) {
        try (SocketClient socket = bob.plain(ann.id())) {
            socket.send(Json.of("message", "x", "cid", cid));
            JsonObject answer = socket.await(frame -> true);
            assertThat(answer.keySet()).containsExactlyInAnyOrder("type", "code", "message", "cid");
            assertThat(answer.getString("code")).isEqualTo("conflict");
            assertThat(answer.getString("cid")).isEqualTo(cid);
        }
    }

    @Test
    void carriesOneConversationOnly() {
        Member cleo = board.newMember();
        SocketClient cleos = cleo.socket();
        cleos.awaitAck(cleos.postTo(ann.id(), "from Cleo"));
        cleos.awaitAck(cleos.postTo(bob.id(), "to Bob from Cleo"));
        SocketClient page = bob.socket();
        page.postTo(ann.id(), "from Bob's page");
        annSocket.awaitText("from Bob's page");
        bobSocket.awaitText("from Bob's page");
        assertThat(annSocket.frames()).hasSize(1);
        assertThat(bobSocket.frames()).hasSize(1);
    }

    @Test
    void replaysNothing() {
        SocketClient page = ann.socket();
        page.awaitAck(page.postTo(bob.id(), "before"));
        SocketClient late = bob.receivingPlain(ann.id());
        annSocket.send("{\"message\":\"after\"}");
        late.awaitText("after");
        assertThat(late.frames()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"send\",\"message\":\"x\"}",
                "{\"type\":\"hello\"}",
                "{\"message\":\"x\",\"to\":1}",
                "{\"message\":\"x\",\"extra\":null}",
                "{\"type\":\"pong\",\"n\":1}",
                "{\"room\":1,\"message\":\"x\"}"
            })
    void rejectsOtherFieldsAndTypes(String frame) {
        annSocket.send(frame);
        assertThat(annSocket.await("error").getString("code")).isEqualTo("unsupported");
        annSocket.send("{\"message\":\"still there\"}").awaitText("still there");
        bobSocket.awaitText("still there");
        assertThat(bobSocket.frames()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"message\":7}",
                "{\"message\":null}",
                "{\"message\":\"x\",\"cid\":\"\"}",
                "{\"message\":\"x\",\"cid\":null}"
            })
    void rejectsFramesWithoutAMessage(String frame) {
        annSocket.send(frame);
        assertThat(annSocket.await("error").getString("code")).isEqualTo("bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "0", "-1", "x", "1e3", "99999999999999999999999", "%31%27--", "SELF"})
    void closesWith4503ForAnUnknownReceiver(String account) {
        SocketClient lost = new SocketEndpoint(board.url(), "/ws/chat/" + account.replace("SELF", "" + ann.id()))
                .cookie(ann.rest().cookies())
                .open();
        assertThat(lost.awaitClose()).isEqualTo(4503);
        assertThat(lost.frames()).hasSize(1);
        assertThat(lost.frames().get(0).getString("code")).isEqualTo("receiver_not_found");
        assertThat(lost.frames().get(0).getString("message")).isEqualTo("Receiver not found");
    }
}
