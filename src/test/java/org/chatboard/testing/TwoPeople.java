package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;

/** Two people, each with a socket, and the room in which one has written "first". */
public final class TwoPeople {
    public static final String THUMB = "\uD83D\uDC4D";
    public static final String HEART = "\u2764\uFE0F";

    public final Member ann;
    public final Member bob;
    public final SocketClient anns;
    public final SocketClient bobs;
    public final long room;
    final String epoch;

    /** Id of Ann's message of number 1. */
    public final long first;

    public TwoPeople(TestServer board) {
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
    public long say(SocketClient who, String text) {
        return Json.number(acked(who, who.post(room, text)), "id");
    }

    /** Answers a message. @return the answer's ack */
    public JsonObject reply(SocketClient who, long parent, String text) {
        String cid = java.util.UUID.randomUUID().toString();
        who.send(Json.of("type", "send", "room", room, "cid", cid, "message", text, "replyTo", parent));
        return acked(who, cid);
    }

    public JsonObject edit(SocketClient who, long id, String text) {
        return acked(who, who.change("edit", room, id, "message", text));
    }

    public JsonObject delete(SocketClient who, long id) {
        return acked(who, who.change("delete", room, id));
    }

    public JsonObject react(SocketClient who, long id, String emoji, boolean on) {
        return acked(who, who.change("react", room, id, "emoji", emoji, "on", on));
    }

    private static JsonObject acked(SocketClient who, String cid) {
        JsonObject answer = who.awaitAck(cid);
        assertThat(answer.getString("type")).as("%s", answer).isEqualTo("ack");
        return answer;
    }

    /** The code that a change is refused with. */
    public String refused(SocketClient who, String type, long id, Object... more) {
        JsonObject answer = who.awaitAck(who.change(type, room, id, more));
        assertThat(answer.getString("type")).as("%s", answer).isEqualTo("error");
        assertThat(Json.number(answer, "room")).isEqualTo(room);
        assertThat(answer.getString("message")).isNotBlank();
        return answer.getString("code");
    }

    /** How {@code hello} names the room. */
    public JsonObject held(long since) {
        return Json.of("room", room, "epoch", epoch, "since", since);
    }

    /** The newest page by REST. */
    public List<JsonObject> stored(Member reader) {
        return reader.rest()
                .get("/api/rooms/" + room + "/messages")
                .json()
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);
    }

    /** The room as it stands in a list. */
    public static JsonObject overview(Member reader) {
        return reader.rest().get("/api/rooms").json().getJsonArray("rooms").getJsonObject(0);
    }

    public static JsonObject reaction(String emoji, Long... accounts) {
        return Json.of("emoji", emoji, "accounts", List.of(accounts));
    }
}
