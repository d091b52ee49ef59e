package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithTestServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RejectedFrameIT {
    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private SocketClient annSocket;

    RejectedFrameIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
    }

    @BeforeEach
    void open() {
        annSocket = ann.socket();
    }

    @AfterEach
    void close() {
        annSocket.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"send\",\"cid\":\"c\",\"message\":\"x\"} | bad_request",
                "{\"type\":\"send\",\"cid\":\"c\",\"message\":\"x\",\"room\":1,\"to\":2} | bad_request",
                "{\"type\":\"send\",\"cid\":\"c\",\"message\":\"x\",\"to\":SELF} | bad_request",
                "{\"type\":\"send\",\"cid\":\"c\",\"message\":\"x\",\"to\":999999999} | receiver_not_found",
                "{\"type\":\"send\",\"cid\":\"c\",\"message\":\"x\",\"room\":999999999} | room_not_found",
                "{\"type\":\"send\",\"cid\":\"c\",\"message\":\" \\n \",\"to\":OTHER} | empty_message",
                "{\"message\":\"without a type\",\"cid\":\"c\"} | bad_request",
                "{\"type\":\"edit\",\"cid\":\"c\",\"room\":999999999,\"id\":1,\"message\":\"x\"} | room_not_found",
                "{\"type\":\"delete\",\"cid\":\"c\",\"room\":999999999,\"id\":1} | room_not_found",
                "{\"type\":\"delete\",\"cid\":\"c\",\"to\":OTHER,\"id\":1} | bad_request",
                "{\"type\":\"react\",\"cid\":\"c\",\"room\":1,\"id\":1,\"emoji\":\":+1:\",\"on\":true} | bad_request",
                "{\"type\":\"nonsense\",\"cid\":\"c\",\"room\":1,\"on\":true} | unsupported",
                "{\"type\":\"Send\",\"cid\":\"c\",\"message\":\"x\",\"to\":OTHER} | unsupported",
            })
    void namesTheCidAndSaysWhy(String frame, String code) {
        annSocket.send(frame.replace("SELF", "" + ann.id()).replace("OTHER", "" + bob.id()));
        JsonObject error = annSocket.await("error");
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("cid")).isEqualTo("c");
        assertThat(error.getString("message")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "über", "a.b", "a\u0000"})
    void rejectsInvalidCids(String cid) {
        annSocket.send(Json.of("type", "send", "to", bob.id(), "cid", cid, "message", "x"));
        JsonObject error = annSocket.await("error");
        assertThat(error.getString("code")).isEqualTo("bad_request");
        assertThat(error).doesNotContainKey("cid");
    }

    @Test
    void acceptsACidOf64AndRejectsOneOf65Characters() {
        String longest = "aZ09_-".repeat(11).substring(0, 64);
        annSocket.send(Json.of("type", "send", "to", bob.id(), "cid", longest, "message", "x"));
        assertThat(annSocket.awaitAck(longest).getString("type")).isEqualTo("ack");
        annSocket.send(Json.of("type", "send", "to", bob.id(), "cid", longest + "x", "message", "x"));
        assertThat(annSocket.await("error").getString("code")).isEqualTo("bad_request");
    }

    @Test
    void acceptsAnObjectWithAMessageAsSend() {
        annSocket.send(Json.of("message", "typeless", "to", bob.id(), "cid", "typeless-1"));
        assertThat(annSocket.awaitAck("typeless-1").getString("type")).isEqualTo("ack");
    }

    @Test
    void answersAForeignRoomAsAMissingOne() {
        SocketClient bobSocket = board.newMember().socket();
        long theirs = Json.number(
                bobSocket.awaitAck(bobSocket.postTo(board.newMember().id(), "ours")), "room");
        for (String type : new String[] {"send", "history", "read", "received", "edit", "delete", "react"}) {
            int before = annSocket.count();
            annSocket.send(frameOf(type, theirs));
            JsonObject mine = annSocket.await(before, SocketClient.is("error"));
            int then = annSocket.count();
            annSocket.send(frameOf(type, 999_999_999L));
            JsonObject none = annSocket.await(then, SocketClient.is("error"));
            assertThat(mine.getString("code")).as(type).isEqualTo("room_not_found");
            assertThat(mine.getString("message")).isEqualTo(none.getString("message"));
            assertThat(mine.keySet()).isEqualTo(none.keySet());
            assertThat(Json.number(mine, "room")).isEqualTo(theirs);
        }
    }

    private static JsonObject frameOf(String type, long room) {
        return Json.of(
                "type",
                type,
                "room",
                room,
                "cid",
                type,
                "message",
                "x",
                "seq",
                1,
                "id",
                1,
                "emoji",
                "\uD83D\uDC4D",
                "on",
                true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "nonsense", "[]", "null", "\"text\"", "7", "{", "{}{}", "{} x", "{\"a\":}", "\uFEFF{}"})
    void rejectsTextThatIsNotOneJsonObject(String text) {
        annSocket.send(text);
        assertThat(annSocket.await("error").getString("code")).isEqualTo("bad_json");
        annSocket.send(Json.of("type", "history", "room", 999_999_999L));
        annSocket.await("error", SocketClient.with("code", "room_not_found"));
    }

    @ParameterizedTest
    @CsvSource({"3999, 0", "4000, 0", "4001, 1"})
    void countsCodePointsAfterStripping(int codePoints, int rejected) {
        for (String character : new String[] {"x", "\u00e4", "\uD83D\uDE00"}) {
            String cid = annSocket.postTo(bob.id(), "  " + character.repeat(codePoints) + "\n");
            JsonObject answer = annSocket.awaitAck(cid);
            assertThat(answer.getString("type")).isEqualTo(rejected == 0 ? "ack" : "error");
            assertThat(answer.getString("code", "")).isEqualTo(rejected == 0 ? "" : "too_long");
        }
    }
}
