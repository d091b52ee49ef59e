package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;

/** Three members of a room with a socket each, and what they do with mentions. */
abstract class MentionTests {
    final TestServer board;
    final Member ann;
    final Member bob;
    final Member cleo;
    final NamedRoom room;
    final SocketClient annSocket;
    final SocketClient bobSocket;
    final SocketClient cleoSocket;

    MentionTests(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
        cleo = board.newMember();
        room = NamedRoom.create(ann, bob, cleo);
        annSocket = ann.socket();
        bobSocket = bob.socket();
        cleoSocket = cleo.socket();
    }

    static String at(Member who) {
        return "@" + who.username();
    }

    JsonObject send(Member sender, NamedRoom to, Object... fields) {
        Object[] whole = Stream.concat(Stream.of("cid", UUID.randomUUID().toString()), Stream.of(fields))
                .toArray();
        Answer answer = sender.rest().post(to.path("/messages"), Json.of(whole));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json();
    }

    JsonObject send(Member sender, String text) {
        return send(sender, room, "message", text);
    }

    JsonObject reply(Member sender, JsonObject to, String text) {
        return send(sender, room, "message", text, "replyTo", Json.number(to, "id"));
    }

    JsonObject arrived(SocketClient socket, JsonObject ack) {
        return socket.awaitMessage(room.id(), Json.number(ack, "seq"));
    }

    long mentionsOf(Member who) {
        return Json.number(room.entry(who), "mentions");
    }

    static List<JsonObject> page(Member who) {
        return who.rest().get("/api/mentions").json().getJsonArray("mentions").getValuesAs(JsonObject.class);
    }
}
