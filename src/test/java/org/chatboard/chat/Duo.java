package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.chatboard.testing.Board;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;

/** Two people, each with a socket, and the room in which one has written "first". */
final class Duo {
    static final String THUMB = "\uD83D\uDC4D";
    static final String HEART = "\u2764\uFE0F";

    final Member ann;
    final Member bob;
    final SocketClient anns;
    final SocketClient bobs;
    final long room;
    final String epoch;

    /** Id of Ann's message of number 1. */
    final long first;

    Duo(Board board) {
        ann = board.somebody();
        bob = board.somebody();
        anns = ann.socket();
        bobs = bob.socket();
        JsonObject ack = anns.awaitAck(anns.postTo(bob.id(), "first"));
        room = Json.number(ack, "room");
        first = Json.number(ack, "id");
        epoch = anns.await("room").getString("epoch");
        anns.await("message");
        bobs.await("message");
    }

    /** Sends a message and waits for its ack. @return its id */
    long say(SocketClient who, String text) {
        return Json.number(acked(who, who.post(room, text)), "id");
    }

    /** Answers a message. @return the answer's ack */
    JsonObject reply(SocketClient who, long parent, String text) {
        String cid = java.util.UUID.randomUUID().toString();
        who.send(Json.of("type", "send", "room", room, "cid", cid, "message", text, "replyTo", parent));
        return acked(who, cid);
    }

    JsonObject edit(SocketClient who, long id, String text) {
        return acked(who, who.change("edit", room, id, "message", text));
    }

    JsonObject delete(SocketClient who, long id) {
        return acked(who, who.change("delete", room, id));
    }

    JsonObject react(SocketClient who, long id, String emoji, boolean on) {
        return acked(who, who.change("react", room, id, "emoji", emoji, "on", on));
    }

    private static JsonObject acked(SocketClient who, String cid) {
        JsonObject answer = who.awaitAck(cid);
        assertThat(answer.getString("type")).as("%s", answer).isEqualTo("ack");
        return answer;
    }

    /** The code that a change is refused with. */
    String refused(SocketClient who, String type, long id, Object... more) {
        JsonObject answer = who.awaitAck(who.change(type, room, id, more));
        assertThat(answer.getString("type")).as("%s", answer).isEqualTo("error");
        assertThat(Json.number(answer, "room")).isEqualTo(room);
        assertThat(answer.getString("message")).isNotBlank();
        return answer.getString("code");
    }

    /** How {@code hello} names the room. */
    JsonObject held(long since) {
        return Json.of("room", room, "epoch", epoch, "since", since);
    }

    /** The newest page by REST. */
    List<JsonObject> stored(Member reader) {
        return reader.rest()
                .get("/api/rooms/" + room + "/messages")
                .json()
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);
    }

    /** The room as it stands in a list. */
    static JsonObject overview(Member reader) {
        return reader.rest().get("/api/rooms").json().getJsonArray("rooms").getJsonObject(0);
    }

    static JsonObject reaction(String emoji, Long... accounts) {
        return Json.of("emoji", emoji, "accounts", List.of(accounts));
    }
}
