package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
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

/** Whom a message mentions, for whom it rings, and what counts as an unread mention. */
@WithTestServer
class MentionsIT {
    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final Member cleo;
    private final NamedRoom room;
    private final SocketClient annSocket;
    private final SocketClient bobSocket;
    private final SocketClient cleoSocket;

    MentionsIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
        cleo = board.newMember();
        room = NamedRoom.create(ann, bob, cleo);
        annSocket = ann.socket();
        bobSocket = bob.socket();
        cleoSocket = cleo.socket();
    }

    private static String at(Member who) {
        return "@" + who.username();
    }

    private JsonObject send(Member sender, NamedRoom to, Object... fields) {
        Object[] whole = Stream.concat(Stream.of("cid", UUID.randomUUID().toString()), Stream.of(fields))
                .toArray();
        Answer answer = sender.rest().post(to.path("/messages"), Json.of(whole));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json();
    }

    private JsonObject send(Member sender, String text) {
        return send(sender, room, "message", text);
    }

    private JsonObject reply(Member sender, JsonObject to, String text) {
        return send(sender, room, "message", text, "replyTo", Json.number(to, "id"));
    }

    private JsonObject arrived(SocketClient socket, JsonObject ack) {
        return socket.awaitMessage(room.id(), Json.number(ack, "seq"));
    }

    private static List<Long> mentions(JsonObject message) {
        return message.containsKey("mentions")
                ? message.getJsonArray("mentions").getValuesAs(JsonNumber::longValue)
                : List.of();
    }

    private long mentionsOf(Member who) {
        return Json.number(room.entry(who), "mentions");
    }

    private void read(SocketClient socket, JsonObject upTo) {
        socket.send(Json.of("type", "read", "room", room.id(), "seq", Json.number(upTo, "seq")));
    }

    private JsonObject receipt(SocketClient socket, Member who, long unread) {
        return socket.await(
                "receipt",
                frame -> Json.number(frame, "room") == room.id()
                        && Json.number(frame, "account") == who.id()
                        && Json.number(frame, "unread") == unread);
    }

    private static List<JsonObject> page(Member who) {
        return who.rest().get("/api/mentions").json().getJsonArray("mentions").getValuesAs(JsonObject.class);
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

    @Test
    void countsMentionsAnswersAndMessagesToAllOnce() {
        JsonObject first = send(bob, "first");
        send(ann, at(bob) + " @all");
        reply(cleo, first, at(bob));
        reply(cleo, first, "no name");
        JsonObject last = send(ann, "@all");
        arrived(bobSocket, last);
        assertThat(mentionsOf(bob)).isEqualTo(4);
        assertThat(mentionsOf(cleo)).isEqualTo(2);
        assertThat(mentionsOf(ann)).isZero();
        assertThat(page(bob))
                .extracting(each -> each.getString("reason"))
                .containsExactly("all", "reply", "mention", "mention");
        SocketClient phone = bob.onAnotherDevice().socket();
        assertThat(Json.number(phone.await("welcome").getJsonArray("rooms").getJsonObject(0), "mentions"))
                .isEqualTo(4);
        read(bobSocket, Json.of("seq", Json.number(last, "seq") - 1));
        assertThat(Json.number(receipt(phone, bob, 1), "mentions")).isEqualTo(1);
        read(bobSocket, last);
        assertThat(Json.number(receipt(phone, bob, 0), "mentions")).isZero();
        assertThat(mentionsOf(bob)).isZero();
        assertThat(page(bob)).hasSize(4).noneMatch(each -> each.getBoolean("unread"));
        assertThat(annSocket.frames("receipt")).noneMatch(frame -> frame.containsKey("mentions"));
    }

    /** Marks all messages of the room as unread. {@return the answer, when the count and the page have been seen to agree} */
    private long unreadMentions(Member who, JsonObject from) {
        JsonObject marked = who.rest()
                .post(room.path("/unread"), Json.of("seq", Json.number(from, "seq")))
                .json();
        long counted = Json.number(marked, "mentions");
        assertThat(mentionsOf(who)).isEqualTo(counted);
        assertThat(page(who)).filteredOn(each -> each.getBoolean("unread")).hasSize((int) counted);
        return counted;
    }

    @Test
    void mentionsNobodyByAMessageToAllFromBeforeTheMemberJoined() {
        Member dora = board.newMember();
        JsonObject before = send(ann, "@all before");
        send(ann, "between");
        room.add(ann, dora);
        assertThat(unreadMentions(dora, before)).isZero();
        JsonObject after = send(ann, "@all after");
        assertThat(unreadMentions(dora, before)).isEqualTo(1);
        annSocket.awaitAck(annSocket.change("edit", room.id(), Json.number(before, "id"), "message", "@all edited"));
        assertThat(unreadMentions(dora, before)).isEqualTo(1);
        annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(after, "id")));
        assertThat(unreadMentions(dora, before)).isZero();
    }

    @Test
    void keepsWhatNamedAMemberWhoCameBackButNoMessageToAllFromBefore() {
        JsonObject named = send(ann, at(bob));
        send(ann, "@all");
        room.remove(ann, bob);
        send(ann, "@all " + at(bob));
        send(ann, "between");
        room.add(ann, bob);
        assertThat(unreadMentions(bob, named)).isEqualTo(1);
        send(ann, "@all");
        assertThat(unreadMentions(bob, named)).isEqualTo(2);
        annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(named, "id")));
        assertThat(unreadMentions(bob, named)).isEqualTo(1);
    }

    @Test
    void tellsThoseMembersAloneWhoseMentionsHaveChanged() {
        JsonObject named = send(ann, at(bob));
        JsonObject toAll = send(ann, "@all");
        annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(named, "id")));
        assertThat(Json.number(receipt(bobSocket, bob, 1), "mentions")).isEqualTo(1);
        assertThat(receipt(cleoSocket, cleo, 1)).doesNotContainKey("mentions");
        annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(toAll, "id")));
        assertThat(Json.number(receipt(bobSocket, bob, 0), "mentions")).isZero();
        assertThat(Json.number(receipt(cleoSocket, cleo, 0), "mentions")).isZero();
    }

    @Test
    void forgetsTheMentionsOfADeletedMessage() {
        JsonObject first = send(bob, "first");
        JsonObject mention = send(ann, at(bob));
        JsonObject answer = reply(ann, first, "answer");
        JsonObject toAll = send(ann, "@all");
        long left = 3;
        for (JsonObject each : List.of(mention, answer, toAll)) {
            annSocket.awaitAck(annSocket.change("delete", room.id(), Json.number(each, "id")));
            left--;
            assertThat(Json.number(receipt(bobSocket, bob, left), "mentions")).isEqualTo(left);
            assertThat(mentionsOf(bob)).isEqualTo(left);
            assertThat(page(bob)).hasSize((int) left);
        }
        assertThat(room.lines(bob)).noneMatch(line -> line.containsKey("mentions") || line.containsKey("mentionsAll"));
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

    @Test
    void pagesThroughTheMentionsOfTheRoomsThatOneIsIn() {
        NamedRoom other = NamedRoom.create(ann, bob);
        List<Long> ids = LongStream.range(0, 5)
                .map(n -> Json.number(send(ann, n % 2 == 0 ? room : other, "message", at(bob) + " " + n), "id"))
                .boxed()
                .toList();
        JsonObject first = bob.rest().get("/api/mentions?limit=2").json();
        JsonObject second = bob.rest()
                .get("/api/mentions?limit=2&after=" + first.getString("next"))
                .json();
        JsonObject third = bob.rest()
                .get("/api/mentions?limit=2&after=" + second.getString("next"))
                .json();
        assertThat(third).doesNotContainKey("next");
        assertThat(Stream.of(first, second, third)
                        .flatMap(page -> page.getJsonArray("mentions").getValuesAs(JsonObject.class).stream())
                        .map(each -> Json.number(each.getJsonObject("message"), "id")))
                .containsExactly(ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0));
        JsonObject newest = first.getJsonArray("mentions").getJsonObject(0);
        assertThat(newest.getJsonObject("room"))
                .isEqualTo(Json.of("room", room.id(), "title", "Lunch", "kind", "PRIVATE"));
        assertThat(newest.getBoolean("unread")).isTrue();
        other.leave(bob);
        assertThat(page(bob)).hasSize(3);
        assertThat(bob.rest().get("/api/mentions?limit=2").json().getJsonArray("mentions"))
                .hasSize(2);
        assertThat(bob.rest().get("/api/mentions?after=x").status()).isEqualTo(400);
        assertThat(bob.rest().get("/api/mentions?limit=0").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"499, 1", "500, 0"})
    void readsABoundedNumberOfMentionsInRoomsThatOneHasLeftForAPage(int left, int onFirstPage) {
        JsonObject oldest = send(ann, at(bob));
        NamedRoom other = NamedRoom.create(ann, bob);
        List<String> sent = IntStream.range(0, left)
                .mapToObj(n -> annSocket.post(other.id(), at(bob)))
                .toList();
        sent.forEach(annSocket::awaitAck);
        other.leave(bob);
        JsonObject first = bob.rest().get("/api/mentions?limit=50").json();
        assertThat(first.getJsonArray("mentions")).hasSize(onFirstPage);
        JsonObject second = bob.rest()
                .get("/api/mentions?limit=50&after=" + first.getString("next"))
                .json();
        assertThat(second).doesNotContainKey("next");
        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.getJsonArray("mentions").getValuesAs(JsonObject.class).stream())
                        .map(each -> Json.number(each.getJsonObject("message"), "id")))
                .containsExactly(Json.number(oldest, "id"));
    }

    @Test
    void offersTheMembersWhoWroteLastFirst() {
        assertThat(offered("")).containsExactlyInAnyOrder(ann.id(), bob.id(), cleo.id());
        send(cleo, "first");
        send(bob, "second");
        assertThat(offered("").subList(0, 2)).containsExactly(bob.id(), cleo.id());
        assertThat(offered(cleo.username())).containsExactly(cleo.id());
        assertThat(offered("no such name")).isEmpty();
    }

    private List<Long> offered(String query) {
        return ann
                .rest()
                .get(room.path("/members?sort=recent&limit=20&query=" + query.replace(' ', '+')))
                .json()
                .getJsonArray("members")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(each -> Json.number(each.getJsonObject("account"), "id"))
                .toList();
    }
}
