package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** Owners of a room delete messages of others. {@code FrameAccessIT} has who may not. */
@WithTestServer
class DeletionByOwnersIT {
    private final Member ann;
    private final Member bob;
    private final Member cleo;
    private final NamedRoom room;
    private final SocketClient annSocket;
    private final SocketClient bobSocket;
    private final SocketClient cleoSocket;

    DeletionByOwnersIT(TestServer board) {
        ann = board.newMember();
        bob = board.newMember();
        cleo = board.newMember();
        room = NamedRoom.create(ann, bob, cleo);
        annSocket = ann.socket();
        bobSocket = bob.socket();
        cleoSocket = cleo.socket();
    }

    private JsonObject post(SocketClient sender, String text) {
        return sender.awaitAck(sender.post(room.id(), text));
    }

    private JsonObject change(SocketClient sender, String type, JsonObject message, Object... more) {
        return sender.awaitAck(sender.change(type, room.id(), Json.number(message, "id"), more));
    }

    private void assertRejected(JsonObject answer, String code) {
        assertThat(answer.getString("type")).as("%s", answer).isEqualTo("error");
        assertThat(answer.getString("code")).isEqualTo(code);
        assertThat(Json.number(answer, "room")).isEqualTo(room.id());
    }

    @Test
    void anOwnerDeletesAMessageOfAMemberForEverybody() {
        JsonObject message = post(bobSocket, "@" + cleo.username() + " look");
        change(cleoSocket, "react", message, "emoji", TwoPeople.THUMB, "on", true);
        assertThat(Json.number(room.entry(cleo), "mentions")).isEqualTo(1);
        JsonObject ack = change(annSocket, "delete", message);
        assertThat(ack.getString("type")).as("%s", ack).isEqualTo("ack");
        for (SocketClient socket : List.of(annSocket, bobSocket, cleoSocket)) {
            JsonObject change = socket.awaitChange(room.id(), Json.number(ack, "seq"));
            JsonObject state = change.getJsonObject("state");
            assertThat(change.getString("kind")).isEqualTo("delete");
            assertThat(state.getString("message")).isEmpty();
            assertThat(state).containsKey("deletedAt").doesNotContainKeys("reactions", "mentions");
            assertThat(Json.number(state.getJsonObject("sender"), "id")).isEqualTo(bob.id());
        }
        cleoSocket.await("receipt", receipt -> receipt.containsKey("unread") && Json.number(receipt, "unread") == 0);
        JsonObject entry = room.entry(cleo);
        assertThat(List.of(Json.number(entry, "unread"), Json.number(entry, "mentions")))
                .containsExactly(0L, 0L);
        assertThat(room.lines(bob).get(1).getString("message")).isEmpty();
        assertThat(change(bobSocket, "edit", message, "message", "back").getString("code"))
                .isEqualTo("conflict");
    }

    @Test
    void theRoleAtTheMomentOfTheDeletionDecides() {
        JsonObject first = post(cleoSocket, "first");
        JsonObject second = post(cleoSocket, "second");
        assertThat(room.setRole(ann, bob, "OWNER").status()).isEqualTo(200);
        String cid = bobSocket.change("delete", room.id(), Json.number(first, "id"));
        JsonObject ack = bobSocket.awaitAck(cid);
        assertThat(ack.getString("type")).as("%s", ack).isEqualTo("ack");
        assertThat(room.setRole(ann, bob, "MEMBER").status()).isEqualTo(200);
        assertRejected(change(bobSocket, "delete", second), "not_allowed");
        bobSocket.send(
                Json.of("type", "delete", "room", room.id(), "cid", cid, "id", Json.number(first, "id"))); // a repeat
        bobSocket.await(
                "ack",
                repeat -> repeat.containsKey("duplicate")
                        && repeat.getString("cid").equals(cid));
        assertThat(room.remove(ann, bob).status()).isEqualTo(204);
        assertRejected(change(bobSocket, "delete", second), "room_not_found");
        assertThat(room.lines(cleo)).anyMatch(line -> line.getString("message").equals("second"));
    }

    @Test
    void anOwnerDeletesNoEventAndNothingElsewhereOrInAnArchivedRoom() {
        NamedRoom bobs = NamedRoom.create(bob, cleo);
        JsonObject elsewhere = bobSocket.awaitAck(bobSocket.post(bobs.id(), "elsewhere"));
        assertRejected(change(annSocket, "delete", elsewhere), "not_found");
        assertRejected(change(annSocket, "delete", room.lines(ann).get(0)), "not_allowed");
        JsonObject message = post(bobSocket, "stays");
        assertRejected(change(annSocket, "edit", message, "message", "forged"), "not_allowed");
        assertThat(room.change(ann, "archived", true).status()).isEqualTo(200);
        assertRejected(change(annSocket, "delete", message), "room_archived");
        assertThat(room.lines(bob)).anyMatch(line -> line.getString("message").equals("stays"));
        assertThat(bobs.lines(bob)).anyMatch(line -> line.getString("message").equals("elsewhere"));
    }
}
