package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

@WithTestServer
class HelloIT {
    private static final JsonObject HELLO = Json.of("type", "hello", "rooms", List.of());

    private final TestServer board;

    HelloIT(TestServer board) {
        this.board = board;
    }

    @Test
    void isAnsweredByWelcome() {
        Member ann = board.newMember();
        JsonObject welcome = ann.socket().await("welcome");
        assertThat(Json.number(welcome, "version")).isEqualTo(1);
        assertThat(welcome.getJsonObject("account"))
                .isEqualTo(Json.of("id", ann.id(), "username", ann.username(), "displayName", "The " + ann.username()));
        assertThat(welcome.getString("now")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Json.number(welcome, "heartbeatMs")).isEqualTo(25_000);
        assertThat(welcome.getJsonObject("limits").keySet()).contains("frameBytes", "messageCodePoints");
        assertThat(welcome.getJsonArray("rooms")).isEmpty();
        assertThat(welcome).doesNotContainKey("more");
    }

    @Test
    void mustBeTheFirstFrame() {
        Member ann = board.newMember();
        SocketClient early = ann.endpoint().open();
        early.send(Json.of("type", "history", "room", 1));
        assertThat(early.await("error").getString("code")).isEqualTo("bad_request");
        assertThat(early.send(HELLO).await("welcome")).isNotNull();
    }

    @Test
    void isRejectedTheSecondTime() {
        SocketClient ann = board.newMember().socket();
        ann.send(HELLO);
        assertThat(ann.await("error").getString("code")).isEqualTo("bad_request");
        assertThat(ann.frames("welcome")).hasSize(1);
    }

    @Test
    void mustArriveWithinTenSeconds() {
        long start = System.nanoTime();
        SocketClient silent = board.newMember().endpoint().open();
        assertThat(silent.awaitClose()).isEqualTo(1008);
        assertThat((System.nanoTime() - start) / 1e9).isBetween(9.5, 25.0);
    }

    @Test
    void precedesEveryFrameOfTheServer() {
        Member ann = board.newMember();
        SocketClient waiting = ann.endpoint().open();
        SocketClient page = board.newMember().socket();
        Member newcomer = board.signUp();
        page.await("person", person -> Json.number(person.getJsonObject("account"), "id") == newcomer.id());
        waiting.send(HELLO).await("welcome");
        assertThat(waiting.frames().get(0).getString("type")).isEqualTo("welcome");
    }

    @Test
    void isAnsweredWithEveryRoomNewestActivityFirst() {
        Member ann = board.newMember();
        Member bob = board.newMember();
        Member cleo = board.newMember();
        SocketClient socket = ann.socket();
        socket.awaitAck(socket.postTo(bob.id(), "first to Bob"));
        long withCleo = Json.number(socket.awaitAck(socket.postTo(cleo.id(), "then to Cleo")), "room");
        SocketClient bobSocket = bob.socket();
        JsonObject seenByBob = bobSocket.await("welcome").getJsonArray("rooms").getJsonObject(0);
        String longText = "\uD83D\uDE00".repeat(201);
        JsonObject ack = bobSocket.awaitAck(bobSocket.post(Json.number(seenByBob, "room"), longText));

        assertThat(seenByBob.getString("title")).isEqualTo("The " + ann.username());
        assertThat(seenByBob.getString("kind")).isEqualTo("DIRECT");
        assertThat(Json.number(seenByBob, "unread")).isEqualTo(1);
        List<JsonObject> rooms =
                ann.socket().await("welcome").getJsonArray("rooms").getValuesAs(JsonObject.class);
        assertThat(rooms)
                .extracting(room -> Json.number(room, "room"))
                .containsExactly(Json.number(ack, "room"), withCleo);
        JsonObject last = rooms.get(0).getJsonObject("last");
        assertThat(last.getString("message")).isEqualTo("\uD83D\uDE00".repeat(200));
        assertThat(Json.number(last, "id")).isEqualTo(Json.number(ack, "id"));
        assertThat(Json.number(last, "senderId")).isEqualTo(bob.id());
        assertThat(last.getString("sentAt")).isEqualTo(ack.getString("sentAt"));
        assertThat(Json.number(rooms.get(0), "seq")).isEqualTo(2);
        assertThat(Json.number(rooms.get(0), "unread")).isEqualTo(1);
        assertThat(rooms.get(0).getJsonArray("members")).hasSize(2);
        assertThat(rooms.get(0).getString("epoch")).isNotBlank();
    }

    @Test
    void isFollowedByNewPeopleAndNewNames() {
        SocketClient ann = board.newMember().socket();
        Member bob = board.signUp();
        JsonObject came = ann.await("person", person -> Json.number(person.getJsonObject("account"), "id") == bob.id());
        assertThat(came.getJsonObject("account").getString("username")).isEqualTo(bob.username());
        bob.rest().submit("/settings", "name", "saveDisplayName", "displayName", "Robert");
        ann.await(
                "person",
                person -> Json.number(person.getJsonObject("account"), "id") == bob.id()
                        && person.getJsonObject("account")
                                .getString("displayName")
                                .equals("Robert"));
    }

    @Test
    void isFollowedByMessagesWithTheNewName() {
        Member ann = board.newMember();
        Member bob = board.newMember();
        SocketClient bobSocket = bob.socket();
        SocketClient annSocket = ann.socket();
        bob.rest().submit("/settings", "name", "saveDisplayName", "displayName", "Robert");
        annSocket.await("person", person -> person.getJsonObject("account")
                .getString("displayName")
                .equals("Robert"));
        bobSocket.postTo(ann.id(), "as Robert");
        assertThat(annSocket.awaitText("as Robert").getJsonObject("sender").getString("displayName"))
                .isEqualTo("Robert");
    }
}
