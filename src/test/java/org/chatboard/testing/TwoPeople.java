package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;

/** Two accounts, each with an open socket, and their room, in which Ann has sent the message "first". */
public final class TwoPeople {
    public static final String THUMB = "\uD83D\uDC4D";
    public static final String HEART = "\u2764\uFE0F";

    public final Member ann;
    public final Member bob;
    public final SocketClient annSocket;
    public final SocketClient bobSocket;
    public final long room;
    final String epoch;

    /** Id of Ann's message, which has sequence number 1. */
    public final long first;

    public TwoPeople(TestServer board) {
        ann = board.newMember();
        bob = board.newMember();
        annSocket = ann.socket();
        bobSocket = bob.socket();
        JsonObject ack = annSocket.awaitAck(annSocket.postTo(bob.id(), "first"));
        room = Json.number(ack, "room");
        first = Json.number(ack, "id");
        epoch = annSocket.await("room").getString("epoch");
        annSocket.await("message");
        bobSocket.await("message");
    }

    /** Sends a message and waits for its ack. @return the message's id */
    public long send(SocketClient sender, String text) {
        return Json.number(acked(sender, sender.post(room, text)), "id");
    }

    /** Replies to a message. @return the ack of the reply */
    public JsonObject reply(SocketClient sender, long parent, String text) {
        String cid = java.util.UUID.randomUUID().toString();
        sender.send(Json.of("type", "send", "room", room, "cid", cid, "message", text, "replyTo", parent));
        return acked(sender, cid);
    }

    public JsonObject edit(SocketClient sender, long id, String text) {
        return acked(sender, sender.change("edit", room, id, "message", text));
    }

    public JsonObject delete(SocketClient sender, long id) {
        return acked(sender, sender.change("delete", room, id));
    }

    public JsonObject react(SocketClient sender, long id, String emoji, boolean on) {
        return acked(sender, sender.change("react", room, id, "emoji", emoji, "on", on));
    }

    private static JsonObject acked(SocketClient sender, String cid) {
        JsonObject answer = sender.awaitAck(cid);
        assertThat(answer.getString("type")).as("%s", answer).isEqualTo("ack");
        return answer;
    }

    /** Sends a change that the server must reject. @return the error code */
    public String rejectionCode(SocketClient sender, String type, long id, Object... more) {
        JsonObject answer = sender.awaitAck(sender.change(type, room, id, more));
        assertThat(answer.getString("type")).as("%s", answer).isEqualTo("error");
        assertThat(Json.number(answer, "room")).isEqualTo(room);
        assertThat(answer.getString("message")).isNotBlank();
        return answer.getString("code");
    }

    /** {@return the entry for the room in a {@code hello}, with a cursor} */
    public JsonObject held(long since) {
        return Json.of("room", room, "epoch", epoch, "since", since);
    }

    /** {@return the newest page of history, read by REST} */
    public List<JsonObject> stored(Member reader) {
        return reader.rest()
                .get("/api/rooms/" + room + "/messages")
                .json()
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);
    }

    /** {@return the first room of the list of rooms} */
    public static JsonObject overview(Member reader) {
        return reader.rest().get("/api/rooms").json().getJsonArray("rooms").getJsonObject(0);
    }

    public static JsonObject reaction(String emoji, Long... accounts) {
        return Json.of("emoji", emoji, "accounts", List.of(accounts));
    }
}
