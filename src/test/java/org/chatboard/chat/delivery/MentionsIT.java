package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a message mentions, and for whom it rings. */
@WithTestServer
class MentionsIT extends MentionTests {
    MentionsIT(TestServer board) {
        super(board);
    }

    private static List<Long> mentions(JsonObject message) {
        return message.containsKey("mentions")
                ? message.getJsonArray("mentions").getValuesAs(JsonNumber::longValue)
                : List.of();
    }

    @Test
    void mentionsMembersAndNobodyElse() {
        Member stranger = board.newMember();
        JsonObject ack = send(
                ann,
                at(bob).toUpperCase(java.util.Locale.ROOT) + " " + at(ann) + " " + at(stranger) + ", " + at(bob) + ".");
        for (SocketClient each : List.of(annSocket, bobSocket, cleoSocket)) {
            JsonObject message = arrived(each, ack);
            assertThat(mentions(message)).containsExactly(bob.id());
            assertThat(message).doesNotContainKey("mentionsAll");
        }
        assertThat(mentions(room.lines(cleo).get(1))).containsExactly(bob.id());
        assertThat(mentionsOf(bob)).isEqualTo(1);
        assertThat(mentionsOf(cleo)).isZero();
        assertThat(page(stranger)).isEmpty();
    }

    @Test
    void mentionsNobodyWhoWasRemoved() {
        room.remove(ann, bob);
        assertThat(mentions(arrived(annSocket, send(ann, at(bob) + " " + at(cleo)))))
                .containsExactly(cleo.id());
        room.add(ann, bob);
        assertThat(mentionsOf(bob)).isZero();
    }

    @Test
    void mentionsNobodyInCodeQuotesAndLinks() {
        String text = "`" + at(bob) + "`\n> " + at(bob) + "\n```\n" + at(bob) + "\n```\nhttps://site.org/?q=" + at(bob);
        assertThat(arrived(bobSocket, send(ann, text))).doesNotContainKeys("mentions", "mentionsAll");
        assertThat(mentionsOf(bob)).isZero();
    }

    @Test
    void ringsNobodyAnewByAnEdit() {
        JsonObject ack = send(ann, "hello");
        long id = Json.number(ack, "id");
        assertThat(arrived(bobSocket, ack).getString("notify")).isEqualTo("message");
        annSocket.awaitAck(annSocket.change("edit", room.id(), id, "message", at(bob)));
        JsonObject change = bobSocket.await("change");
        assertThat(change).doesNotContainKey("notify");
        assertThat(change.getJsonObject("state")).doesNotContainKey("mentions");
        JsonObject mentioning = send(ann, at(bob));
        annSocket.awaitAck(annSocket.change("edit", room.id(), Json.number(mentioning, "id"), "message", "nobody"));
        JsonObject edited = bobSocket.await("change", frame -> Json.number(frame, "id") != id);
        assertThat(mentions(edited.getJsonObject("state"))).containsExactly(bob.id());
        assertThat(mentionsOf(bob)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "all, false, message, mention, reply, 5",
        "mentions, false, , mention, reply, 4",
        "none, false, , , , 0",
        "all, true, , , , 0"
    })
    void ringsOnceByLevelAndDoNotDisturb(
            String level, boolean quiet, String message, String mention, String reply, int missed) {
        JsonObject first = send(bob, "first");
        bob.rest().put(room.path("/notify"), Json.of("level", level));
        if (quiet) {
            JsonObject former = bob.rest().get("/api/me").json().getJsonObject("preferences");
            assertThat(bob.rest()
                            .put("/api/me/preferences", with(former, "doNotDisturb", true))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(reason(send(ann, "hello"))).isEqualTo(message);
        assertThat(reason(send(ann, at(bob) + at(cleo)))).isEqualTo(mention);
        assertThat(reason(send(ann, "@all"))).isEqualTo(mention);
        assertThat(reason(reply(ann, first, "yes"))).isEqualTo(reply);
        assertThat(reason(reply(ann, first, at(bob)))).isEqualTo(mention);
        assertThat(reason(send(bob, "own, " + at(cleo)))).isNull();
        assertThat(mentionsOf(bob)).as("the counts do not depend on what rings").isEqualTo(4);
        List<JsonObject> whatRang =
                missed == 0 ? List.of() : List.of(Json.of("room", room.id(), "count", missed, "reason", "mention"));
        assertThat(bob.socket().await("welcome").getJsonArray("missed"))
                .isEqualTo(Json.of("", whatRang).getJsonArray(""));
    }

    private String reason(JsonObject ack) {
        return arrived(bobSocket, ack).getString("notify", null);
    }

    private static JsonObject with(JsonObject object, String field, boolean value) {
        return Json.of(Stream.concat(
                        object.entrySet().stream()
                                .filter(entry -> !entry.getKey().equals(field))
                                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())),
                        Stream.of(field, value))
                .toArray());
    }

    @Test
    void ringsForTheFirstMessageOfARoomThatThePageDoesNotKnow() {
        Member dora = board.newMember();
        SocketClient doraSocket = dora.socket();
        annSocket.awaitAck(annSocket.postTo(dora.id(), "hello"));
        assertThat(doraSocket.await("message").getString("notify")).isEqualTo("message");
    }

    @Test
    void ringsForNothingThatHelloAskedFor() {
        bobSocket.close();
        JsonObject ack = send(ann, at(bob));
        SocketClient later = bob.socket(
                List.of(Json.of("room", room.id(), "epoch", room.entry(bob).getString("epoch"), "since", 1)));
        assertThat(arrived(later, ack)).doesNotContainKey("notify");
        assertThat(Json.number(later.await("welcome").getJsonArray("rooms").getJsonObject(0), "mentions"))
                .isEqualTo(1);
    }

    @Test
    void ringsForNoRoomEvent() {
        room.change(ann, "name", "Dinner");
        JsonObject event = bobSocket.await("message", frame -> frame.containsKey("event"));
        assertThat(event).doesNotContainKey("notify");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21})
    void letsOwnersMentionAllInARoomOfMoreThanTwenty(int members) {
        List<Long> others = Stream.concat(
                        Stream.of(bob.id()), IntStream.range(0, members - 2).mapToObj(n -> board.newMember()
                                .id()))
                .toList();
        NamedRoom large = NamedRoom.create("PRIVATE", ann, others);
        JsonObject byMember = send(bob, large, "message", "@all");
        JsonObject byOwner = send(ann, large, "message", "@all");
        JsonObject first = annSocket.awaitMessage(large.id(), Json.number(byMember, "seq"));
        assertThat(first.getBoolean("mentionsAll", false)).isEqualTo(members == 20);
        JsonObject second = bobSocket.awaitMessage(large.id(), Json.number(byOwner, "seq"));
        assertThat(second.getBoolean("mentionsAll", false)).isTrue();
    }

    @Test
    void letsOwnersAloneMentionAllInARoomThatIsLargerThanTheSetting(@WithTestServer.Limited TestServer limited) {
        Member owner = limited.newMember();
        Member member = limited.newMember();
        NamedRoom ofTwo = NamedRoom.create(owner, member);
        NamedRoom ofThree = NamedRoom.create(owner, member, limited.newMember());
        send(member, ofTwo, "message", "@all");
        send(member, ofThree, "message", "@all");
        assertThat(ofTwo.lines(owner).get(1).getBoolean("mentionsAll", false)).isTrue();
        assertThat(ofThree.lines(owner).get(1).getBoolean("mentionsAll", false)).isFalse();
        try (SocketClient socket = member.socket()) {
            JsonObject limits = socket.await("welcome").getJsonObject("limits");
            assertThat(Json.number(limits, "allMembers")).isEqualTo(2);
        }
    }

    @Test
    void letsAMemberMentionAllTenTimesADayWhateverItDeletesAndAnOwnerMoreOften() {
        for (int i = 1; i <= 11; i++) {
            JsonObject ack = send(bob, "@all " + i);
            assertThat(arrived(annSocket, ack).getBoolean("mentionsAll", false))
                    .as("message %s", i)
                    .isEqualTo(i <= 10);
            bobSocket.awaitAck(bobSocket.change("delete", room.id(), Json.number(ack, "id")));
            assertThat(arrived(bobSocket, send(ann, "@all " + i)).getBoolean("mentionsAll", false))
                    .as("message %s of an owner", i)
                    .isTrue();
        }
        assertThat(arrived(bobSocket, send(cleo, "@all")).getBoolean("mentionsAll"))
                .isTrue();
    }
}
