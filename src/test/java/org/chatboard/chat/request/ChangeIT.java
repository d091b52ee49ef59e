package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.TwoPeople.HEART;
import static org.chatboard.testing.TwoPeople.THUMB;
import static org.chatboard.testing.TwoPeople.reaction;

import jakarta.json.JsonObject;
import java.util.List;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Editing, deleting, reacting, answering: what each does, to whom, and for whom not. */
@WithTestServer
class ChangeIT {
    private final TestServer board;
    private final TwoPeople duo;

    ChangeIT(TestServer board) {
        this.board = board;
        duo = new TwoPeople(board);
    }

    private JsonObject state(SocketClient socket, long seq, String kind) {
        JsonObject change = socket.awaitChange(duo.room, seq);
        assertThat(change.getString("kind")).isEqualTo(kind);
        JsonObject state = change.getJsonObject("state");
        assertThat(state.get("id")).isEqualTo(change.get("id"));
        return state;
    }

    @Test
    void tellsAllSocketsOfAllMembersTheWholeMessageUnderTheNextNumber() {
        SocketClient bobsPhone = duo.bob.onAnotherDevice().socket();
        JsonObject ack = duo.edit(duo.annSocket, duo.first, "  mended ");
        assertThat(Json.number(ack, "id")).isEqualTo(duo.first);
        assertThat(Json.number(ack, "seq")).isEqualTo(2);
        assertThat(ack).doesNotContainKey("duplicate");
        for (SocketClient socket : List.of(duo.annSocket, duo.bobSocket, bobsPhone)) {
            JsonObject state = state(socket, 2, "edit");
            assertThat(state.getString("message")).isEqualTo("mended");
            assertThat(state.getString("editedAt")).isEqualTo(ack.getString("sentAt"));
            assertThat(Json.number(state, "seq")).isEqualTo(1);
            assertThat(Json.number(state, "changeSeq")).isEqualTo(2);
            assertThat(state.containsKey("cid")).as("for its author").isEqualTo(socket == duo.annSocket);
            assertThat(state).doesNotContainKeys("type", "deletedAt", "reactions");
        }
        assertThat(duo.stored(duo.bob))
                .containsExactly(duo.bobSocket.awaitChange(duo.room, 2).getJsonObject("state"));
        duo.send(duo.bobSocket, "next");
        assertThat(Json.number(duo.annSocket.awaitText("next"), "seq")).isEqualTo(3);
    }

    @Test
    void deletesTextAndReactionsForEverybodyAndInTheDatabase() {
        duo.react(duo.bobSocket, duo.first, THUMB, true);
        duo.delete(duo.annSocket, duo.first);
        JsonObject state = state(duo.bobSocket, 3, "delete");
        assertThat(state.getString("message")).isEmpty();
        assertThat(state).containsKey("deletedAt").doesNotContainKey("reactions");
        assertThat(duo.stored(duo.bob)).containsExactly(state);
        assertThat(duo.stored(duo.bob).toString()).doesNotContain("first");
    }

    @Test
    void groupsReactionsInTheOrderOfTheirFirstUse() {
        long ann = duo.ann.id();
        long bob = duo.bob.id();
        duo.react(duo.bobSocket, duo.first, HEART, true);
        duo.react(duo.bobSocket, duo.first, THUMB, true);
        duo.react(duo.annSocket, duo.first, HEART, true);
        assertThat(reactions(4)).containsExactly(reaction(HEART, bob, ann), reaction(THUMB, bob));
        duo.react(duo.bobSocket, duo.first, HEART, false);
        assertThat(reactions(5)).containsExactly(reaction(THUMB, bob), reaction(HEART, ann));
        duo.react(duo.annSocket, duo.first, HEART, false);
        duo.react(duo.bobSocket, duo.first, THUMB, false);
        assertThat(state(duo.annSocket, 7, "reaction")).doesNotContainKey("reactions");
        assertThat(duo.stored(duo.ann).get(0)).doesNotContainKey("reactions");
    }

    private List<JsonObject> reactions(long seq) {
        List<JsonObject> live =
                state(duo.bobSocket, seq, "reaction").getJsonArray("reactions").getValuesAs(JsonObject.class);
        assertThat(duo.stored(duo.bob).get(0).getJsonArray("reactions").getValuesAs(JsonObject.class))
                .isEqualTo(live);
        return live;
    }

    @Test
    void storesWhatChangesNothingUnderItsNumberToo() {
        duo.react(duo.bobSocket, duo.first, THUMB, true);
        duo.react(duo.bobSocket, duo.first, THUMB, true);
        assertThat(state(duo.annSocket, 3, "reaction").getJsonArray("reactions").getValuesAs(JsonObject.class))
                .containsExactly(reaction(THUMB, duo.bob.id()));
        duo.react(duo.annSocket, duo.first, HEART, false);
        duo.edit(duo.annSocket, duo.first, "first");
        assertThat(state(duo.bobSocket, 5, "edit")).doesNotContainKey("editedAt");
        duo.delete(duo.annSocket, duo.first);
        String deletedAt = state(duo.bobSocket, 6, "delete").getString("deletedAt");
        duo.delete(duo.annSocket, duo.first);
        assertThat(state(duo.bobSocket, 7, "delete").getString("deletedAt")).isEqualTo(deletedAt);
    }

    @Test
    void quotesWhatIsAnsweredAsItIsNow() {
        JsonObject reply = duo.reply(duo.bobSocket, duo.first, "answer");
        for (SocketClient socket : List.of(duo.annSocket, duo.bobSocket)) {
            JsonObject message = socket.awaitText("answer");
            assertThat(Json.number(message, "replyTo")).isEqualTo(duo.first);
            JsonObject quote = message.getJsonObject("quote");
            assertThat(Json.number(quote, "id")).isEqualTo(duo.first);
            assertThat(Json.number(quote, "seq")).isEqualTo(1);
            assertThat(quote.getString("message")).isEqualTo("first");
            assertThat(Json.number(quote.getJsonObject("sender"), "id")).isEqualTo(duo.ann.id());
            assertThat(quote).doesNotContainKey("deletedAt");
        }
        duo.edit(duo.annSocket, duo.first, "x".repeat(201));
        assertThat(duo.stored(duo.ann).get(1).getJsonObject("quote").getString("message"))
                .isEqualTo("x".repeat(200));
        duo.delete(duo.annSocket, duo.first);
        duo.react(duo.annSocket, Json.number(reply, "id"), THUMB, true);
        JsonObject quote = state(duo.bobSocket, 5, "reaction").getJsonObject("quote");
        assertThat(quote.getString("message")).isEmpty();
        assertThat(quote).containsKey("deletedAt");
        duo.reply(duo.bobSocket, duo.first, "answer to what is gone");
        assertThat(duo.annSocket.awaitText("answer to what is gone").getJsonObject("quote"))
                .isEqualTo(quote);
    }

    @Test
    void answersByRestToo() {
        String path = "/api/rooms/" + duo.room + "/messages";
        JsonObject answer = Json.of("cid", "rest-1", "message", "by rest", "replyTo", duo.first);
        assertThat(duo.bob.rest().post(path, answer).status()).isEqualTo(201);
        assertThat(duo.annSocket.awaitText("by rest").getJsonObject("quote").getString("message"))
                .isEqualTo("first");
        for (Object wrong : List.of("x", -1, 999_999_999_999L)) {
            JsonObject bad = Json.of("cid", "rest-2", "message", "by rest", "replyTo", wrong);
            assertThat(duo.bob.rest().post(path, bad).status()).as("%s", wrong).isEqualTo(400);
        }
    }

    @Test
    void letsOnlyTheAuthorEditAndDelete() {
        assertThat(duo.rejectionCode(duo.bobSocket, "edit", duo.first, "message", "forged"))
                .isEqualTo("not_allowed");
        assertThat(duo.rejectionCode(duo.bobSocket, "delete", duo.first)).isEqualTo("not_allowed");
        assertThat(duo.stored(duo.ann).get(0).getString("message")).isEqualTo("first");
    }

    @Test
    void findsOnlyTheRoomsOwnMessages() {
        TwoPeople others = new TwoPeople(board);
        for (long id : new long[] {others.first, 999_999_999_999L, 0}) {
            assertThat(duo.rejectionCode(duo.annSocket, "edit", id, "message", "x"))
                    .isEqualTo("not_found");
            assertThat(duo.rejectionCode(duo.annSocket, "delete", id)).isEqualTo("not_found");
            assertThat(duo.rejectionCode(duo.annSocket, "react", id, "emoji", THUMB, "on", true))
                    .isEqualTo("not_found");
            String cid = "reply-" + id;
            duo.annSocket.send(Json.of("type", "send", "room", duo.room, "cid", cid, "message", "x", "replyTo", id));
            assertThat(duo.annSocket.awaitAck(cid).getString("code")).isEqualTo("not_found");
        }
        assertThat(others.stored(others.ann).get(0).getString("message")).isEqualTo("first");
        duo.send(duo.annSocket, "afterwards");
        assertThat(Json.number(duo.bobSocket.awaitText("afterwards"), "seq"))
                .as("what is refused takes no number")
                .isEqualTo(2);
    }

    @Test
    void changesNothingOfWhatIsDeleted() {
        duo.delete(duo.annSocket, duo.first);
        assertThat(duo.rejectionCode(duo.annSocket, "edit", duo.first, "message", "back"))
                .isEqualTo("conflict");
        for (boolean on : new boolean[] {true, false}) {
            assertThat(duo.rejectionCode(duo.bobSocket, "react", duo.first, "emoji", THUMB, "on", on))
                    .isEqualTo("conflict");
        }
    }

    @Test
    void tellsNobodyElse() {
        Member stranger = board.newMember();
        SocketClient strangers = stranger.socket();
        SocketClient plain = duo.bob.plain(duo.ann.id());
        duo.edit(duo.annSocket, duo.first, "mended");
        duo.react(duo.bobSocket, duo.first, THUMB, true);
        for (String type : List.of("edit", "delete", "react")) {
            String cid = strangers.change(type, duo.room, duo.first, "message", "x", "emoji", THUMB, "on", true);
            JsonObject error = strangers.awaitAck(cid);
            assertThat(error.getString("code")).as(type).isEqualTo("room_not_found");
            assertThat(error.toString()).doesNotContain("mended");
        }
        duo.delete(duo.annSocket, duo.first);
        duo.send(duo.annSocket, "to the plain door too");
        plain.awaitText("to the plain door too");
        assertThat(plain.frames()).hasSize(1).allMatch(SocketClient.is("message"));
        assertThat(strangers.frames())
                .extracting(frame -> frame.getString("type"))
                .containsOnly("welcome", "error");
    }

    @Test
    void countsTheCodePointsOfAnEdit() {
        String emoji = Character.toString(0x1F600);
        for (int codePoints : new int[] {3_999, 4_000}) {
            duo.edit(duo.annSocket, duo.first, " " + emoji.repeat(codePoints));
        }
        assertThat(duo.rejectionCode(duo.annSocket, "edit", duo.first, "message", emoji.repeat(4_001)))
                .isEqualTo("too_long");
        assertThat(duo.rejectionCode(duo.annSocket, "edit", duo.first, "message", " \n"))
                .isEqualTo("empty_message");
    }

    @Test
    void takesNoOtherReactionsThanEmoji() {
        for (String emoji : List.of("", "x", ":+1:", "\u2764", "\uD83D\uDC4D\uD83D\uDC4D")) {
            assertThat(duo.rejectionCode(duo.annSocket, "react", duo.first, "emoji", emoji, "on", true))
                    .as(emoji)
                    .isEqualTo("bad_request");
        }
    }

    @Test
    void takesTwentyKindsOfEmojiAMessage() {
        for (int i = 0; i < 20; i++) {
            duo.react(i % 2 == 0 ? duo.annSocket : duo.bobSocket, duo.first, emoji(i), true);
        }
        assertThat(duo.rejectionCode(duo.annSocket, "react", duo.first, "emoji", emoji(20), "on", true))
                .isEqualTo("conflict");
        duo.react(duo.bobSocket, duo.first, emoji(0), true); // a kind that is there
        duo.react(duo.annSocket, duo.first, emoji(1), false);
        duo.react(duo.bobSocket, duo.first, emoji(1), false); // now there are 19
        duo.react(duo.annSocket, duo.first, emoji(20), true);
        assertThat(duo.rejectionCode(duo.annSocket, "react", duo.first, "emoji", emoji(1), "on", true))
                .isEqualTo("conflict");
        assertThat(duo.stored(duo.ann).get(0).getJsonArray("reactions")).hasSize(20);
    }

    private static String emoji(int n) {
        return Character.toString(0x1F600 + n);
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit", "delete", "react"})
    void answersARepeatWithTheFirstAckWhateverItAsksForNow(String type) {
        JsonObject ask = Json.of(
                "type", type, "room", duo.room, "cid", "once", "id", duo.first, "message", "x", "emoji", THUMB, "on",
                true);
        JsonObject ack = duo.annSocket.send(ask).awaitAck("once");
        assertThat(ack.getString("type")).isEqualTo("ack");
        long other = duo.send(duo.annSocket, "other");
        SocketClient phone = duo.ann.onAnotherDevice().socket();
        for (String again : List.of("edit", "delete", "react", "send")) {
            int before = phone.count();
            phone.send(Json.of(
                    "type", again, "room", duo.room, "cid", "once", "id", other, "message", "y", "emoji", HEART, "on",
                    true));
            JsonObject answer = phone.await(before, SocketClient.with("cid", "once"));
            assertThat(answer.getBoolean("duplicate")).as(again).isTrue();
            for (String field : List.of("room", "id", "seq", "sentAt")) {
                assertThat(answer.get(field)).as(field).isEqualTo(ack.get(field));
            }
        }
        duo.send(duo.bobSocket, "afterwards");
        assertThat(Json.number(duo.annSocket.awaitText("afterwards"), "seq")).isEqualTo(4);
        assertThat(duo.stored(duo.ann).get(1).getString("message")).isEqualTo("other");
    }

    @Test
    void knowsTheCidOfAMessageInAChange() {
        String cid = duo.annSocket.post(duo.room, "a message");
        JsonObject ack = duo.annSocket.awaitAck(cid);
        duo.annSocket.awaitText("a message");
        int before = duo.annSocket.count();
        duo.annSocket.send(Json.of("type", "delete", "room", duo.room, "cid", cid, "id", duo.first));
        JsonObject answer = duo.annSocket.await(before, SocketClient.with("cid", cid));
        assertThat(answer.getBoolean("duplicate")).isTrue();
        assertThat(answer.get("seq")).isEqualTo(ack.get("seq"));
        assertThat(duo.stored(duo.ann).get(0).getString("message")).isEqualTo("first");
        SocketClient plain = duo.bob.plain(duo.ann.id());
        duo.bobSocket.send(Json.of(
                "type", "react", "room", duo.room, "cid", "bobSocket", "id", duo.first, "emoji", THUMB, "on", true));
        duo.bobSocket.awaitAck("bobSocket");
        plain.send(Json.of("message", "again", "cid", "bobSocket"));
        assertThat(plain.await("message"))
                .as("what the reaction is on, and not its author's cid")
                .doesNotContainKey("cid")
                .containsEntry("id", Json.of("n", duo.first).get("n"));
    }
}
