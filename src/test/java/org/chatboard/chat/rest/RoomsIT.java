package org.chatboard.chat.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.testing.Problems.assertProblem;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatboard.testing.Answer;
import org.chatboard.testing.AtOnce;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Named rooms: making and changing them, their members, and who sees what. */
@WithTestServer
class RoomsIT {
    private static final int MAX_NAME = 64;
    private static final int MAX_TOPIC = 250;
    private static final int MAX_FIRST_MEMBERS = 256;
    private static final int MANY = 50;

    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final Member cleo;

    RoomsIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
        cleo = board.newMember();
    }

    private static List<String> kinds(List<JsonObject> lines) {
        return lines.stream()
                .map(line -> line.containsKey("event")
                        ? line.getJsonObject("event").getString("kind")
                        : line.getString("message"))
                .toList();
    }

    private static Answer make(Member owner, Object... fields) {
        return owner.rest().post("/api/rooms", Json.of(fields));
    }

    @Test
    void aNewRoomReachesItsMembersAtOnceAndIsReadAlready() {
        try (SocketClient annSocket = ann.socket();
                SocketClient bobSocket = bob.socket();
                SocketClient cleoSocket = cleo.socket()) {
            Answer answer =
                    make(ann, "kind", "PRIVATE", "name", "  Lunch ", "topic", "At noon", "members", List.of(bob.id()));
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            JsonObject made = answer.json();
            long id = Json.number(made, "room");
            assertThat(made.getString("title")).isEqualTo("Lunch");
            assertThat(made.getString("topic")).isEqualTo("At noon");
            assertThat(made.getString("role")).isEqualTo("OWNER");
            assertThat(made.getInt("memberCount")).isEqualTo(2);
            assertThat(made.getJsonArray("members")).isEmpty();
            JsonObject announced = bobSocket.await("room");
            assertThat(Json.number(announced, "room")).isEqualTo(id);
            assertThat(announced.getString("role")).isEqualTo("MEMBER");
            JsonObject line = bobSocket.awaitMessage(id, 1);
            assertThat(line.getJsonObject("event").getString("kind")).isEqualTo("created");
            assertThat(line.getString("message")).isEmpty();
            annSocket.awaitMessage(id, 1);

            NamedRoom room = new NamedRoom(id, ann);
            assertThat(room.entry(bob).getInt("unread")).isZero();
            annSocket.awaitAck(annSocket.post(id, "hello"));
            assertThat(bobSocket.awaitText("hello").getInt("seq")).isEqualTo(2);
            assertThat(room.entry(bob).getInt("unread")).isEqualTo(1);
            assertThat(cleoSocket.frames("message")).isEmpty();
            assertThat(cleoSocket.frames("room")).isEmpty();
        }
    }

    @Test
    void changesOfARoomAreLinesInItsOrder() {
        NamedRoom room = NamedRoom.create(ann, bob);
        assertThat(room.change(ann, "name", "Breakfast").json().getString("title"))
                .isEqualTo("Breakfast");
        assertThat(room.change(ann, "topic", "At eight").json().getString("topic"))
                .isEqualTo("At eight");
        assertThat(room.change(ann, "topic", "").json()).doesNotContainKey("topic");
        assertThat(room.add(bob, cleo).json().getString("role")).isEqualTo("MEMBER");
        assertThat(room.setRole(ann, bob, "OWNER").json().getString("role")).isEqualTo("OWNER");
        assertThat(room.remove(bob, cleo).status()).isEqualTo(204);
        assertThat(room.change(bob, "archived", true).json()).containsKey("archivedAt");
        assertThat(room.change(ann, "archived", false).json()).doesNotContainKey("archivedAt");
        assertThat(room.leave(ann).status()).isEqualTo(204);

        List<JsonObject> lines = room.lines(bob);
        assertThat(kinds(lines))
                .containsExactly(
                        "created",
                        "renamed",
                        "topic",
                        "topic",
                        "added",
                        "role",
                        "removed",
                        "archived",
                        "restored",
                        "left");
        assertThat(lines).extracting(line -> line.getInt("seq")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(lines.get(1).getJsonObject("event").getString("value")).isEqualTo("Breakfast");
        assertThat(lines.get(3).getJsonObject("event")).doesNotContainKey("value");
        assertThat(Json.number(lines.get(4).getJsonObject("event").getJsonObject("subject"), "id"))
                .isEqualTo(cleo.id());
        assertThat(Json.number(lines.get(4).getJsonObject("sender"), "id")).isEqualTo(bob.id());
        assertThat(lines.get(5).getJsonObject("event").getString("value")).isEqualTo("OWNER");
        JsonObject entry = room.entry(bob);
        assertThat(entry.getInt("unread")).isZero();
        assertThat(entry.getJsonObject("last").getJsonObject("event").getString("kind"))
                .isEqualTo("left");
    }

    @Test
    void aMemberWhoIsAddedAgainSeesTheRoomFromTheStart() {
        NamedRoom room = NamedRoom.create(ann, bob);
        try (SocketClient annSocket = ann.socket();
                SocketClient bobSocket = bob.socket()) {
            assertThat(room.leave(bob).status()).isEqualTo(204);
            bobSocket.await("gone");
            annSocket.awaitAck(annSocket.post(room.id(), "missed"));
            int before = bobSocket.count();
            assertThat(room.add(ann, bob).status()).isEqualTo(200);
            JsonObject announced = bobSocket.await(before, SocketClient.is("room"));
            assertThat(announced.getInt("unread")).isZero();
            assertThat(bobSocket
                            .await(before, SocketClient.is("message"))
                            .getJsonObject("event")
                            .getString("kind"))
                    .isEqualTo("added");
            assertThat(kinds(room.lines(bob))).containsExactly("created", "left", "missed", "added");
        }
    }

    @Test
    void everyAccountFindsAndJoinsAPublicRoomButNotAPrivateOne() {
        NamedRoom open = NamedRoom.create("PUBLIC", ann);
        NamedRoom closed = NamedRoom.create(ann);
        String name = "Zoo " + open.id();
        assertThat(open.change(ann, "name", name).status()).isEqualTo(200);
        assertThat(onlyPublic(bob, name))
                .isEqualTo(Json.of("room", open.id(), "name", name, "memberCount", 1, "member", false));
        assertThat(open.join(bob).json().getString("role")).isEqualTo("MEMBER");
        assertThat(onlyPublic(bob, name).getBoolean("member")).isTrue();
        assertThat(kinds(open.lines(bob))).containsExactly("created", "renamed", "joined");
        assertProblem(open.join(bob), 409, "join twice");
        assertProblem(closed.join(bob), 404, "join a private room");
        assertProblem(open.add(cleo, cleo), 404, "add oneself to a public room by one's id");
        assertThat(open.change(ann, "archived", true).status()).isEqualTo(200);
        assertThat(publicRooms(bob, name)).isEmpty();
        assertProblem(open.join(cleo), 409, "join an archived room");
    }

    private static List<JsonObject> publicRooms(Member reader, String query) {
        return reader.rest()
                .get("/api/rooms/public?query=" + query.replace(" ", "%20"))
                .json()
                .getJsonArray("rooms")
                .getValuesAs(JsonObject.class);
    }

    private static JsonObject onlyPublic(Member reader, String query) {
        List<JsonObject> found = publicRooms(reader, query);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void publicRoomsComePageByPageAndByName() {
        String word = "page" + NamedRoom.create("PUBLIC", ann).id();
        for (String name : List.of("c ", "A ", "b ")) {
            assertThat(make(ann, "kind", "PUBLIC", "name", name + word).status())
                    .isEqualTo(201);
        }
        JsonObject first =
                bob.rest().get("/api/rooms/public?limit=2&query=" + word).json();
        JsonObject second = bob.rest()
                .get("/api/rooms/public?limit=2&query=" + word + "&after=" + first.getString("next"))
                .json();
        assertThat(first.getJsonArray("rooms").getValuesAs(JsonObject.class))
                .extracting(room -> room.getString("name"))
                .containsExactly("A " + word, "b " + word);
        assertThat(second.getJsonArray("rooms").getValuesAs(JsonObject.class))
                .extracting(room -> room.getString("name"))
                .containsExactly("c " + word);
        assertThat(second).doesNotContainKey("next");
        assertProblem(bob.rest().get("/api/rooms/public?after=x"), 400, "no cursor");
    }

    @Test
    void membersAreListedByNameAndSearched() {
        NamedRoom room = NamedRoom.create(ann, bob, cleo);
        JsonObject first = members(ann, room, "?limit=2");
        assertThat(first.getJsonArray("members")).hasSize(2);
        JsonObject second = members(ann, room, "?limit=2&after=" + first.getString("next"));
        assertThat(second.getJsonArray("members")).hasSize(1);
        assertThat(second).doesNotContainKey("next");
        JsonObject found = members(bob, room, "?query=" + cleo.username());
        assertThat(found.getJsonArray("members").getValuesAs(JsonObject.class))
                .extracting(member -> Json.number(member.getJsonObject("account"), "id"))
                .containsExactly(cleo.id());
        assertThat(members(bob, room, "?query=nobody").getJsonArray("members")).isEmpty();
    }

    private static JsonObject members(Member reader, NamedRoom room, String query) {
        return reader.rest().get(room.path("/members" + query)).json();
    }

    @Test
    void aMemberMayNotDoWhatIsTheOwners() {
        NamedRoom room = NamedRoom.create(ann, bob, cleo);
        assertProblem(room.change(bob, "name", "Mine"), 403, "rename");
        assertProblem(room.change(bob, "topic", "Mine"), 403, "topic");
        assertProblem(room.change(bob, "archived", true), 403, "archive");
        assertProblem(room.remove(bob, cleo), 403, "remove");
        assertProblem(room.setRole(bob, bob, "OWNER"), 403, "make oneself an owner");
        assertThat(kinds(room.lines(ann))).containsExactly("created");
    }

    @Test
    void aRoomAlwaysHasAnOwner() {
        NamedRoom room = NamedRoom.create(ann, bob);
        assertProblem(room.leave(ann), 409, "leave as the last owner");
        assertProblem(room.setRole(ann, ann, "MEMBER"), 409, "step down as the last owner");
        assertProblem(room.remove(ann, cleo), 404, "remove somebody who is no member");
        assertProblem(room.add(ann, bob), 409, "add a member twice");
        assertProblem(room.setRole(ann, ann, "OWNER"), 409, "the role that one has");
        assertProblem(room.setRole(ann, cleo, "OWNER"), 404, "a role for somebody who is no member");
        assertThat(room.setRole(ann, bob, "OWNER").status()).isEqualTo(200);
        assertThat(room.leave(ann).status()).isEqualTo(204);
        assertProblem(room.leave(ann), 404, "leave twice");
        assertThat(room.leave(bob).status()).as("the last member may leave").isEqualTo(204);
    }

    @Test
    void ownersWhoLeaveAtOnceLeaveOneBehind() {
        NamedRoom room = NamedRoom.create(ann, bob, cleo);
        assertThat(room.setRole(ann, bob, "OWNER").status()).isEqualTo(200);
        assertThat(atOnce(List.of(() -> room.leave(ann), () -> room.leave(bob))))
                .containsExactlyInAnyOrder(204, 409);
        assertThat(members(cleo, room, "").getJsonArray("members").getValuesAs(JsonObject.class))
                .extracting(member -> member.getString("role"))
                .containsExactlyInAnyOrder("OWNER", "MEMBER");
    }

    @Test
    void anOwnerWhoIsRemovedWhileActingChangesNothingAfterwards() {
        NamedRoom room = NamedRoom.create(ann, bob, cleo);
        assertThat(room.setRole(ann, bob, "OWNER").status()).isEqualTo(200);
        List<Integer> answers = atOnce(List.of(() -> room.remove(ann, bob), () -> room.remove(bob, ann)));
        assertThat(answers).containsExactlyInAnyOrder(204, 404);
        assertThat(kinds(room.lines(cleo))).containsExactly("created", "role", "removed");
    }

    @Test
    void aMemberWhoIsAddedTwiceAtOnceIsAddedOnce() {
        NamedRoom room = NamedRoom.create(ann, bob);
        List<Integer> answers = atOnce(List.of(() -> room.add(ann, cleo), () -> room.add(bob, cleo)));
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(kinds(room.lines(ann))).containsExactly("created", "added");
        assertThat(room.entry(cleo).getInt("memberCount")).isEqualTo(3);
    }

    @Test
    void thePageOfANewMemberCountsTheMembersOnce() {
        NamedRoom room = NamedRoom.create(ann, bob);
        try (SocketClient socket = cleo.socket()) {
            assertThat(room.add(ann, cleo).status()).isEqualTo(200);
            JsonObject announced = socket.await("room", frame -> Json.number(frame, "room") == room.id());
            JsonObject added = socket.await("message", frame -> Json.number(frame, "room") == room.id());
            assertThat(Json.number(added, "seq")).isEqualTo(Json.number(announced, "seq") + 1);
            assertThat(announced.getInt("memberCount"))
                    .as("before the event that adds one")
                    .isEqualTo(2);
        }
    }

    @Test
    void aMessageThatRacesWithTheRemovalOfItsSenderIsStoredBeforeItOrNotAtAll() {
        NamedRoom room = NamedRoom.create(ann, bob);
        try (SocketClient socket = bob.socket()) {
            List<String> sent = new ArrayList<>(List.of(socket.post(room.id(), "before")));
            socket.awaitAck(sent.get(0));
            AtOnce.<Object>run(
                    List.of(() -> room.remove(ann, bob), () -> Stream.generate(() -> socket.post(room.id(), "racing"))
                            .limit(MANY)
                            .map(sent::add)
                            .toList()));
            sent.add(socket.post(room.id(), "behind"));
            List<JsonObject> answers = sent.stream().map(socket::awaitAck).toList();
            List<JsonObject> lines = room.lines(ann);
            long removed = lines.stream()
                    .filter(line -> line.containsKey("event"))
                    .mapToLong(line -> Json.number(line, "seq"))
                    .max()
                    .orElseThrow();
            assertThat(answers.stream().filter(SocketClient.is("ack")).map(ack -> Json.number(ack, "seq")))
                    .as("acknowledged and stored, before the removal")
                    .allMatch(seq -> seq < removed)
                    .containsExactlyElementsOf(lines.stream()
                            .filter(line -> !line.containsKey("event"))
                            .map(line -> Json.number(line, "seq"))
                            .toList());
            assertThat(answers.stream().filter(SocketClient.is("error")).map(error -> error.getString("code")))
                    .as("rejected and not stored")
                    .isNotEmpty()
                    .containsOnly("room_not_found");
        }
    }

    @Test
    void fiftyAccountsThatJoinAtOnceAreFiftyMembers() {
        NamedRoom room = NamedRoom.create("PUBLIC", ann);
        List<Member> people = Stream.generate(board::newMember).limit(MANY).toList();
        List<Callable<Answer>> joins = people.stream()
                .<Callable<Answer>>map(who -> () -> room.join(who))
                .toList();
        assertThat(atOnce(joins)).hasSize(MANY).containsOnly(200);
        assertThat(room.entry(ann).getInt("memberCount")).isEqualTo(1 + MANY);
        assertThat(room.lines(ann)).hasSize(1 + MANY);
    }

    /** Sends requests at the same time. {@return the status of each} */
    private static List<Integer> atOnce(List<Callable<Answer>> requests) {
        return AtOnce.run(requests).stream().map(Answer::status).toList();
    }

    @Test
    void anArchivedRoomIsReadAndLeftButTakesNothing() {
        NamedRoom room = NamedRoom.create(ann, bob);
        try (SocketClient socket = bob.socket()) {
            JsonObject ack = socket.awaitAck(socket.post(room.id(), "before"));
            assertThat(room.change(ann, "archived", true).status()).isEqualTo(200);
            assertThat(socket.awaitAck(socket.post(room.id(), "after")).getString("code"))
                    .isEqualTo("room_archived");
            String edit = socket.change("edit", room.id(), Json.number(ack, "id"), "message", "x");
            assertThat(socket.awaitAck(edit).getString("code")).isEqualTo("room_archived");
            assertProblem(room.add(bob, cleo), 409, "add");
            assertProblem(room.change(ann, "name", "x"), 409, "rename");
            assertProblem(room.change(ann, "archived", true), 409, "archive twice");
            Answer byRest = bob.rest().post(room.path("/messages"), Json.of("cid", "c", "message", "x"));
            assertProblem(byRest, 409, "write by REST");
            assertThat(kinds(room.lines(bob))).containsExactly("created", "before", "archived");
            assertThat(room.leave(bob).status()).isEqualTo(204);
            assertThat(room.change(ann, "archived", false).status()).isEqualTo(200);
        }
    }

    @Test
    void aLineAboutTheRoomTakesNoChangeAndNoAnswer() {
        NamedRoom room = NamedRoom.create(ann, bob);
        long line = Json.number(room.lines(ann).get(0), "id");
        try (SocketClient socket = ann.socket()) {
            for (String cid : List.of(
                    socket.change("edit", room.id(), line, "message", "x"),
                    socket.change("delete", room.id(), line),
                    socket.change("react", room.id(), line, "emoji", TwoPeople.THUMB, "on", true))) {
                assertThat(socket.awaitAck(cid).getString("code")).isEqualTo("not_allowed");
            }
            socket.send(Json.of("type", "send", "room", room.id(), "cid", "answer", "message", "x", "replyTo", line));
            assertThat(socket.awaitAck("answer").getString("code")).isEqualTo("not_allowed");
        }
    }

    @Test
    void aConversationOfTwoStaysOne() {
        TwoPeople people = new TwoPeople(board);
        NamedRoom direct = new NamedRoom(people.room, people.ann);
        assertProblem(direct.add(people.ann, cleo), 403, "add a third person");
        assertProblem(direct.leave(people.ann), 403, "leave");
        assertProblem(direct.remove(people.ann, people.bob), 403, "remove");
        assertProblem(direct.change(people.ann, "name", "x"), 403, "rename");
        assertProblem(direct.join(cleo), 404, "join");
    }

    @Test
    void namesTopicsAndMembersHaveLimits() {
        assertThat(make(ann, "kind", "PUBLIC", "name", "n".repeat(MAX_NAME - 1), "topic", "t".repeat(MAX_TOPIC - 1))
                        .status())
                .isEqualTo(201);
        assertThat(make(ann, "kind", "PUBLIC", "name", "\uD83C\uDF89".repeat(MAX_NAME), "topic", "t".repeat(MAX_TOPIC))
                        .status())
                .isEqualTo(201);
        Answer tooLong =
                make(ann, "kind", "PUBLIC", "name", "n".repeat(MAX_NAME + 1), "topic", "t".repeat(MAX_TOPIC + 1));
        assertThat(tooLong.json().getJsonObject("errors")).containsOnlyKeys("name", "topic");
        assertThat(make(ann, "kind", "DIRECT", "name", "x").json().getJsonObject("errors"))
                .containsOnlyKeys("kind");
        assertThat(make(ann, "kind", "PUBLIC", "name", "x", "members", List.of(Long.MAX_VALUE / 10))
                        .json()
                        .getJsonObject("errors"))
                .containsOnlyKeys("members");
        List<Long> tooMany =
                LongStream.rangeClosed(0, MAX_FIRST_MEMBERS).boxed().toList();
        assertThat(make(ann, "kind", "PUBLIC", "name", "x", "members", tooMany)
                        .json()
                        .getJsonObject("errors")
                        .getString("members"))
                .contains(String.valueOf(MAX_FIRST_MEMBERS));
        assertThat(make(ann, "kind", "PUBLIC", "name", "x", "members", List.of(ann.id(), ann.id()))
                        .json()
                        .getInt("memberCount"))
                .as("oneself counts once")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t", "\u200B", "a\u0007b", "a\u202Eb", "a\nb"})
    void rejectsNamesThatNobodyCanRead(String name) {
        NamedRoom room = NamedRoom.create(ann);
        assertProblem(make(ann, "kind", "PUBLIC", "name", name, "members", List.of(bob.id())), 400, "make");
        assertProblem(room.change(ann, "name", name), 400, "rename");
        assertThat(roomsOf(ann)).as("no room is made").isEqualTo(1);
        assertThat(roomsOf(bob)).as("no room is made").isZero();
        assertThat(room.entry(ann).getString("title")).isEqualTo("Lunch");
        assertThat(kinds(room.lines(ann))).containsExactly("created");
    }

    private static int roomsOf(Member member) {
        return member.rest()
                .get("/api/rooms?limit=200")
                .json()
                .getJsonArray("rooms")
                .size();
    }

    @Test
    void oneMemberTooManyMakesNoRoom() {
        List<Long> most = Collections.nCopies(MAX_FIRST_MEMBERS, bob.id());
        List<Long> tooMany = Collections.nCopies(MAX_FIRST_MEMBERS + 1, bob.id());
        assertProblem(make(ann, "kind", "PRIVATE", "name", "x", "members", tooMany), 400, "too many");
        assertThat(roomsOf(ann)).isZero();
        assertThat(roomsOf(bob)).isZero();
        Answer made = make(ann, "kind", "PRIVATE", "name", "x", "members", most);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.json().getInt("memberCount"))
                .as("a member named twice counts once")
                .isEqualTo(2);
        assertThat(roomsOf(bob)).isEqualTo(1);
    }

    @Test
    void rejectsWhatIsNoChange() {
        NamedRoom room = NamedRoom.create(ann, bob);
        assertProblem(room.change(ann), 400, "nothing");
        assertProblem(room.change(ann, "name", "x", "topic", "y"), 400, "two at once");
        assertProblem(room.change(ann, "archived", "yes"), 400, "a text for a flag");
        assertProblem(room.setRole(ann, bob, "KING"), 400, "a role nobody knows");
        assertProblem(ann.rest().put(room.path("/members/nobody"), Json.of()), 404, "no number");
        assertProblem(ann.rest().put(room.path("/members/999999999"), Json.of()), 404, "no account");
        assertThat(kinds(room.lines(ann))).containsExactly("created");
    }
}
