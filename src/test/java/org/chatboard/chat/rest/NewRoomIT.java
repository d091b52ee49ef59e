package org.chatboard.chat.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.Problems.assertProblem;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.chatboard.testing.Answer;
import org.chatboard.testing.AtOnce;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making a room: once for each idempotency key, and completely or not at all. */
@WithTestServer
class NewRoomIT {
    private static final int MAX_CID = 64;
    private static final int REPEATS = 8;

    private final Member ann;
    private final Member bob;

    NewRoomIT(TestServer board) {
        ann = board.newMember();
        bob = board.newMember();
    }

    private static Answer make(Member owner, String cid, Object... more) {
        List<Object> fields = new ArrayList<>(List.of("cid", cid, "kind", "PRIVATE", "name", "Lunch"));
        Collections.addAll(fields, more);
        return owner.rest().post("/api/rooms", Json.of(fields.toArray()));
    }

    private static String newCid() {
        return UUID.randomUUID().toString();
    }

    private static List<Long> rooms(Member of) {
        return of.rest().get("/api/rooms?limit=200").json().getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                .map(room -> Json.number(room, "room"))
                .toList();
    }

    @Test
    void aRepeatAnswersWithTheSameRoomAndSendsNothing() {
        try (SocketClient bobSocket = bob.socket()) {
            String cid = newCid();
            Answer first = make(ann, cid, "members", List.of(bob.id()));
            assertThat(first.status()).as("%s", first).isEqualTo(201);
            NamedRoom room = new NamedRoom(Json.number(first.json(), "room"), ann);
            assertThat(room.change(ann, "name", "Dinner").status()).isEqualTo(200);
            Answer repeat = make(ann, cid);
            assertThat(repeat.status()).as("%s", repeat).isEqualTo(200);
            assertThat(Json.number(repeat.json(), "room")).isEqualTo(room.id());
            assertThat(repeat.json().getString("title")).as("as it is now").isEqualTo("Dinner");
            assertThat(rooms(ann)).containsExactly(room.id());
            assertThat(room.lines(ann)).hasSize(2);
            bobSocket.awaitMessage(room.id(), 2);
            assertThat(bobSocket.frames("room")).hasSize(1);
        }
    }

    @Test
    void repeatsAtOnceMakeOneRoom() {
        String cid = newCid();
        List<Answer> answers =
                AtOnce.run(Collections.nCopies(REPEATS, () -> make(ann, cid, "members", List.of(bob.id()))));
        assertThat(answers)
                .extracting(Answer::status)
                .as("%s", answers)
                .containsOnly(200, 201)
                .containsOnlyOnce(201);
        assertThat(rooms(ann)).hasSize(1);
        assertThat(rooms(bob)).hasSize(1);
    }

    @Test
    void aKeyBelongsToOneAccount() {
        String cid = newCid();
        assertThat(make(ann, cid).status()).isEqualTo(201);
        assertThat(make(bob, cid).status()).isEqualTo(201);
        assertThat(rooms(ann)).isNotEqualTo(rooms(bob));
    }

    @Test
    void requestsWithoutAKeyMakeARoomEach() {
        NamedRoom.create(ann);
        NamedRoom.create(ann);
        assertThat(rooms(ann)).hasSize(2);
    }

    @Test
    void nothingIsLeftOfARoomThatIsRejected() {
        String cid = newCid();
        long nobody = Long.MAX_VALUE / 10;
        Answer rejected = make(ann, cid, "members", List.of(bob.id(), nobody));
        assertThat(rejected.json().getJsonObject("errors")).containsOnlyKeys("members");
        assertThat(rooms(ann)).isEmpty();
        assertThat(rooms(bob)).isEmpty();
        assertThat(make(ann, cid, "members", List.of(bob.id())).status())
                .as("the key is free again")
                .isEqualTo(201);
    }

    @Test
    void aKeyOfAnotherRequestMakesNoRoom() {
        String cid = newCid();
        NamedRoom room = NamedRoom.create(ann, bob);
        Answer posted = ann.rest().post(room.path("/messages"), Json.of("cid", cid, "message", "x"));
        assertThat(posted.status()).isEqualTo(201);
        assertProblem(make(ann, cid), 409, "the key of a message in a room");
        try (SocketClient socket = ann.socket()) {
            String direct = socket.postTo(bob.id(), "the first message of a conversation of two");
            socket.awaitAck(direct);
            assertProblem(make(ann, direct), 409, "the key of a message to somebody");
        }
        assertThat(rooms(ann)).hasSize(2);
    }

    @Test
    void aRepeatAfterLeavingFindsNoRoom() {
        String cid = newCid();
        NamedRoom room = new NamedRoom(Json.number(make(ann, cid).json(), "room"), ann);
        assertThat(room.leave(ann).status()).isEqualTo(204);
        assertProblem(make(ann, cid), 404, "a room that the account has left");
    }

    @Test
    void takesKeysUpToTheLongest() {
        String longest = newCid() + "_" + "Z".repeat(MAX_CID - newCid().length() - 1);
        assertThat(longest).hasSize(MAX_CID);
        assertThat(make(ann, longest).status()).isEqualTo(201);
        assertThat(make(ann, longest + "Z").json().getJsonObject("errors")).containsOnlyKeys("cid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u00E4", "a\u0000"})
    void rejectsKeysThatAreNone(String cid) {
        assertThat(make(ann, cid).json().getJsonObject("errors")).containsOnlyKeys("cid");
        assertThat(rooms(ann)).isEmpty();
    }
}
