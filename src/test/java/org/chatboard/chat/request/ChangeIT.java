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

/** Edits, deletions, reactions and replies: their effects, their recipients, and who may make them. */
@WithTestServer
class ChangeIT {
    private final TestServer board;
    private final TwoPeople people;

    ChangeIT(TestServer board) {
        this.board = board;
        people = new TwoPeople(board);
    }

    private JsonObject state(SocketClient socket, long seq, String kind) {
        JsonObject change = socket.awaitChange(people.room, seq);
        assertThat(change.getString("kind")).isEqualTo(kind);
        JsonObject state = change.getJsonObject("state");
        assertThat(state.get("id")).isEqualTo(change.get("id"));
        return state;
    }

    @Test
    void sendsTheWholeMessageUnderTheNextNumberToAllSocketsOfAllMembers() {
        SocketClient bobsPhone = people.bob.onAnotherDevice().socket();
        JsonObject ack = people.edit(people.annSocket, people.first, "  mended ");
        assertThat(Json.number(ack, "id")).isEqualTo(people.first);
        assertThat(Json.number(ack, "seq")).isEqualTo(2);
        assertThat(ack).doesNotContainKey("duplicate");
        for (SocketClient socket : List.of(people.annSocket, people.bobSocket, bobsPhone)) {
            JsonObject state = state(socket, 2, "edit");
            assertThat(state.getString("message")).isEqualTo("mended");
            assertThat(state.getString("editedAt")).isEqualTo(ack.getString("sentAt"));
            assertThat(Json.number(state, "seq")).isEqualTo(1);
            assertThat(Json.number(state, "changeSeq")).isEqualTo(2);
            assertThat(state.containsKey("cid")).as("for its author").isEqualTo(socket == people.annSocket);
            assertThat(state).doesNotContainKeys("type", "deletedAt", "reactions");
        }
        assertThat(people.stored(people.bob))
                .containsExactly(people.bobSocket.awaitChange(people.room, 2).getJsonObject("state"));
        people.send(people.bobSocket, "next");
        assertThat(Json.number(people.annSocket.awaitText("next"), "seq")).isEqualTo(3);
    }

    @Test
    void deletesTextAndReactionsForEverybodyAndInTheDatabase() {
        people.react(people.bobSocket, people.first, THUMB, true);
        people.delete(people.annSocket, people.first);
        JsonObject state = state(people.bobSocket, 3, "delete");
        assertThat(state.getString("message")).isEmpty();
        assertThat(state).containsKey("deletedAt").doesNotContainKey("reactions");
        assertThat(people.stored(people.bob)).containsExactly(state);
        assertThat(people.stored(people.bob).toString()).doesNotContain("first");
    }

    @Test
    void groupsReactionsInTheOrderOfTheirFirstUse() {
        long ann = people.ann.id();
        long bob = people.bob.id();
        people.react(people.bobSocket, people.first, HEART, true);
        people.react(people.bobSocket, people.first, THUMB, true);
        people.react(people.annSocket, people.first, HEART, true);
        assertThat(reactions(4)).containsExactly(reaction(HEART, bob, ann), reaction(THUMB, bob));
        people.react(people.bobSocket, people.first, HEART, false);
        assertThat(reactions(5)).containsExactly(reaction(THUMB, bob), reaction(HEART, ann));
        people.react(people.annSocket, people.first, HEART, false);
        people.react(people.bobSocket, people.first, THUMB, false);
        assertThat(state(people.annSocket, 7, "reaction")).doesNotContainKey("reactions");
        assertThat(people.stored(people.ann).get(0)).doesNotContainKey("reactions");
    }

    private List<JsonObject> reactions(long seq) {
        List<JsonObject> live = state(people.bobSocket, seq, "reaction")
                .getJsonArray("reactions")
                .getValuesAs(JsonObject.class);
        assertThat(people.stored(people.bob).get(0).getJsonArray("reactions").getValuesAs(JsonObject.class))
                .isEqualTo(live);
        return live;
    }

    @Test
    void storesAChangeWithoutEffectUnderItsNumber() {
        people.react(people.bobSocket, people.first, THUMB, true);
        people.react(people.bobSocket, people.first, THUMB, true);
        assertThat(state(people.annSocket, 3, "reaction")
                        .getJsonArray("reactions")
                        .getValuesAs(JsonObject.class))
                .containsExactly(reaction(THUMB, people.bob.id()));
        people.react(people.annSocket, people.first, HEART, false);
        people.edit(people.annSocket, people.first, "first");
        assertThat(state(people.bobSocket, 5, "edit")).doesNotContainKey("editedAt");
        people.delete(people.annSocket, people.first);
        String deletedAt = state(people.bobSocket, 6, "delete").getString("deletedAt");
        people.delete(people.annSocket, people.first);
        assertThat(state(people.bobSocket, 7, "delete").getString("deletedAt")).isEqualTo(deletedAt);
    }

    @Test
    void quotesTheCurrentStateOfTheParent() {
        JsonObject reply = people.reply(people.bobSocket, people.first, "answer");
        for (SocketClient socket : List.of(people.annSocket, people.bobSocket)) {
            JsonObject message = socket.awaitText("answer");
            assertThat(Json.number(message, "replyTo")).isEqualTo(people.first);
            JsonObject quote = message.getJsonObject("quote");
            assertThat(Json.number(quote, "id")).isEqualTo(people.first);
            assertThat(Json.number(quote, "seq")).isEqualTo(1);
            assertThat(quote.getString("message")).isEqualTo("first");
            assertThat(Json.number(quote.getJsonObject("sender"), "id")).isEqualTo(people.ann.id());
            assertThat(quote).doesNotContainKey("deletedAt");
        }
        people.edit(people.annSocket, people.first, "x".repeat(201));
        assertThat(people.stored(people.ann).get(1).getJsonObject("quote").getString("message"))
                .isEqualTo("x".repeat(200));
        people.delete(people.annSocket, people.first);
        people.react(people.annSocket, Json.number(reply, "id"), THUMB, true);
        JsonObject quote = state(people.bobSocket, 5, "reaction").getJsonObject("quote");
        assertThat(quote.getString("message")).isEmpty();
        assertThat(quote).containsKey("deletedAt");
        people.reply(people.bobSocket, people.first, "answer to what is gone");
        assertThat(people.annSocket.awaitText("answer to what is gone").getJsonObject("quote"))
                .isEqualTo(quote);
    }

    @Test
    void repliesByRest() {
        String path = "/api/rooms/" + people.room + "/messages";
        JsonObject answer = Json.of("cid", "rest-1", "message", "by rest", "replyTo", people.first);
        assertThat(people.bob.rest().post(path, answer).status()).isEqualTo(201);
        assertThat(people.annSocket.awaitText("by rest").getJsonObject("quote").getString("message"))
                .isEqualTo("first");
        for (Object wrong : List.of("x", -1, 999_999_999_999L)) {
            JsonObject bad = Json.of("cid", "rest-2", "message", "by rest", "replyTo", wrong);
            assertThat(people.bob.rest().post(path, bad).status())
                    .as("%s", wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void letsOnlyTheAuthorEditAndDelete() {
        assertThat(people.rejectionCode(people.bobSocket, "edit", people.first, "message", "forged"))
                .isEqualTo("not_allowed");
        assertThat(people.rejectionCode(people.bobSocket, "delete", people.first))
                .isEqualTo("not_allowed");
        assertThat(people.stored(people.ann).get(0).getString("message")).isEqualTo("first");
    }

    @Test
    void rejectsMessagesOfOtherRooms() {
        TwoPeople others = new TwoPeople(board);
        for (long id : new long[] {others.first, 999_999_999_999L, 0}) {
            assertThat(people.rejectionCode(people.annSocket, "edit", id, "message", "x"))
                    .isEqualTo("not_found");
            assertThat(people.rejectionCode(people.annSocket, "delete", id)).isEqualTo("not_found");
            assertThat(people.rejectionCode(people.annSocket, "react", id, "emoji", THUMB, "on", true))
                    .isEqualTo("not_found");
            String cid = "reply-" + id;
            people.annSocket.send(
                    Json.of("type", "send", "room", people.room, "cid", cid, "message", "x", "replyTo", id));
            assertThat(people.annSocket.awaitAck(cid).getString("code")).isEqualTo("not_found");
        }
        assertThat(others.stored(others.ann).get(0).getString("message")).isEqualTo("first");
        people.send(people.annSocket, "afterwards");
        assertThat(Json.number(people.bobSocket.awaitText("afterwards"), "seq"))
                .as("a rejected reply takes no number")
                .isEqualTo(2);
    }

    @Test
    void rejectsChangesOfADeletedMessage() {
        people.delete(people.annSocket, people.first);
        assertThat(people.rejectionCode(people.annSocket, "edit", people.first, "message", "back"))
                .isEqualTo("conflict");
        for (boolean on : new boolean[] {true, false}) {
            assertThat(people.rejectionCode(people.bobSocket, "react", people.first, "emoji", THUMB, "on", on))
                    .isEqualTo("conflict");
        }
    }

    @Test
    void sendsNothingToOtherAccounts() {
        Member stranger = board.newMember();
        SocketClient strangers = stranger.socket();
        SocketClient plain = people.bob.receivingPlain(people.ann.id());
        people.edit(people.annSocket, people.first, "mended");
        people.react(people.bobSocket, people.first, THUMB, true);
        for (String type : List.of("edit", "delete", "react")) {
            String cid = strangers.change(type, people.room, people.first, "message", "x", "emoji", THUMB, "on", true);
            JsonObject error = strangers.awaitAck(cid);
            assertThat(error.getString("code")).as(type).isEqualTo("room_not_found");
            assertThat(error.toString()).doesNotContain("mended");
        }
        people.delete(people.annSocket, people.first);
        people.send(people.annSocket, "to the plain endpoint too");
        plain.awaitText("to the plain endpoint too");
        assertThat(plain.frames()).hasSize(1).allMatch(SocketClient.is("message"));
        assertThat(strangers.frames())
                .extracting(frame -> frame.getString("type"))
                .containsOnly("welcome", "error");
    }

    @Test
    void countsTheCodePointsOfAnEdit() {
        String emoji = Character.toString(0x1F600);
        for (int codePoints : new int[] {3_999, 4_000}) {
            people.edit(people.annSocket, people.first, " " + emoji.repeat(codePoints));
        }
        assertThat(people.rejectionCode(people.annSocket, "edit", people.first, "message", emoji.repeat(4_001)))
                .isEqualTo("too_long");
        assertThat(people.rejectionCode(people.annSocket, "edit", people.first, "message", " \n"))
                .isEqualTo("empty_message");
    }

    @Test
    void acceptsOnlyEmojiAsReactions() {
        for (String emoji : List.of("", "x", ":+1:", "\u2764", "\uD83D\uDC4D\uD83D\uDC4D")) {
            assertThat(people.rejectionCode(people.annSocket, "react", people.first, "emoji", emoji, "on", true))
                    .as(emoji)
                    .isEqualTo("bad_request");
        }
    }

    @Test
    void acceptsTwentyDifferentEmojiOnAMessage() {
        for (int i = 0; i < 20; i++) {
            people.react(i % 2 == 0 ? people.annSocket : people.bobSocket, people.first, emoji(i), true);
        }
        assertThat(people.rejectionCode(people.annSocket, "react", people.first, "emoji", emoji(20), "on", true))
                .isEqualTo("conflict");
        people.react(people.bobSocket, people.first, emoji(0), true); // this emoji is there already
        people.react(people.annSocket, people.first, emoji(1), false);
        people.react(people.bobSocket, people.first, emoji(1), false); // 19 are left
        people.react(people.annSocket, people.first, emoji(20), true);
        assertThat(people.rejectionCode(people.annSocket, "react", people.first, "emoji", emoji(1), "on", true))
                .isEqualTo("conflict");
        assertThat(people.stored(people.ann).get(0).getJsonArray("reactions")).hasSize(20);
    }

    private static String emoji(int n) {
        return Character.toString(0x1F600 + n);
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit", "delete", "react"})
    void answersARepeatWithTheFirstAckEvenIfItDiffers(String type) {
        JsonObject ask = Json.of(
                "type",
                type,
                "room",
                people.room,
                "cid",
                "once",
                "id",
                people.first,
                "message",
                "x",
                "emoji",
                THUMB,
                "on",
                true);
        JsonObject ack = people.annSocket.send(ask).awaitAck("once");
        assertThat(ack.getString("type")).isEqualTo("ack");
        long other = people.send(people.annSocket, "other");
        SocketClient phone = people.ann.onAnotherDevice().socket();
        for (String again : List.of("edit", "delete", "react", "send")) {
            int before = phone.count();
            phone.send(Json.of(
                    "type",
                    again,
                    "room",
                    people.room,
                    "cid",
                    "once",
                    "id",
                    other,
                    "message",
                    "y",
                    "emoji",
                    HEART,
                    "on",
                    true));
            JsonObject answer = phone.await(before, SocketClient.with("cid", "once"));
            assertThat(answer.getBoolean("duplicate")).as(again).isTrue();
            for (String field : List.of("room", "id", "seq", "sentAt")) {
                assertThat(answer.get(field)).as(field).isEqualTo(ack.get(field));
            }
        }
        people.send(people.bobSocket, "afterwards");
        assertThat(Json.number(people.annSocket.awaitText("afterwards"), "seq")).isEqualTo(4);
        assertThat(people.stored(people.ann).get(1).getString("message")).isEqualTo("other");
    }

    @Test
    void treatsAChangeWithTheCidOfAMessageAsARepeat() {
        String cid = people.annSocket.post(people.room, "a message");
        JsonObject ack = people.annSocket.awaitAck(cid);
        people.annSocket.awaitText("a message");
        int before = people.annSocket.count();
        people.annSocket.send(Json.of("type", "delete", "room", people.room, "cid", cid, "id", people.first));
        JsonObject answer = people.annSocket.await(before, SocketClient.with("cid", cid));
        assertThat(answer.getBoolean("duplicate")).isTrue();
        assertThat(answer.get("seq")).isEqualTo(ack.get("seq"));
        assertThat(people.stored(people.ann).get(0).getString("message")).isEqualTo("first");
        SocketClient plain = people.bob.receivingPlain(people.ann.id());
        people.bobSocket.send(Json.of(
                "type",
                "react",
                "room",
                people.room,
                "cid",
                "bobSocket",
                "id",
                people.first,
                "emoji",
                THUMB,
                "on",
                true));
        people.bobSocket.awaitAck("bobSocket");
        plain.send(Json.of("message", "again", "cid", "bobSocket"));
        assertThat(plain.await("message"))
                .as("the message of the reaction, without its author's cid")
                .doesNotContainKey("cid")
                .containsEntry("id", Json.of("n", people.first).get("n"));
    }
}
