package org.chatboard.conversation.invite;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guest gets: one room, its members, and nothing else. */
@WithTestServer
class GuestIT {
    private final TestServer board;
    private final Member owner;
    private final Member member;
    private final Member stranger;
    private final NamedRoom room;
    private Member guest;

    GuestIT(TestServer board) {
        this.board = board;
        owner = board.newMember();
        member = board.newMember();
        stranger = board.newMember();
        room = NamedRoom.create(owner, member);
    }

    @BeforeEach
    void inviteTheGuest() {
        guest = Invites.newcomer(
                board.url(), Invites.make(owner, room.id(), "guest", true).code());
    }

    @Test
    void hasTheRoomOfTheLinkAlone() {
        NamedRoom.create("PUBLIC", owner);
        assertThat(guest.rest().get("/api/me").json().getString("role")).isEqualTo("GUEST");
        assertThat(guest.rest().get("/api/rooms").json().getJsonArray("rooms")).hasSize(1);
        assertThat(guest.rest().get("/api/rooms/public").json().getJsonArray("rooms"))
                .isEmpty();
        assertThat(guest.rest().get("/room/" + room.id()).status()).isEqualTo(200);
        assertThat(guest.rest().get(room.path("/messages")).status()).isEqualTo(200);
        Answer sent = guest.rest().post(room.path("/messages"), Json.of("cid", "c", "message", "hello"));
        assertThat(sent.status()).isEqualTo(201);
    }

    @Test
    void seesThePeopleOfItsRoomsAlone() {
        assertThat(people("/api/people?limit=200")).containsExactlyInAnyOrder(owner.id(), member.id());
        assertThat(people("/api/people?query=" + member.username())).containsExactly(member.id());
        assertThat(people("/api/people?query=" + stranger.username())).isEmpty();
        JsonObject first = guest.rest().get("/api/people?limit=1").json();
        assertThat(people("/api/people?limit=1&after=" + first.getString("next")))
                .hasSize(1)
                .doesNotContain(Json.number(first.getJsonArray("people").getJsonObject(0), "id"));
        room.add(owner, stranger);
        assertThat(people("/api/people?limit=200")).contains(stranger.id());
        room.remove(owner, stranger);
        assertThat(people("/api/people?limit=200")).doesNotContain(stranger.id());
    }

    private List<Long> people(String path) {
        return guest.rest().get(path).json().getJsonArray("people").getValuesAs(JsonObject.class).stream()
                .map(person -> Json.number(person, "id"))
                .toList();
    }

    @Test
    void neitherMakesNorFindsNorJoinsRooms() {
        NamedRoom open = NamedRoom.create("PUBLIC", owner);
        assertThat(guest.rest()
                        .post("/api/rooms", Json.of("kind", "PRIVATE", "name", "Mine"))
                        .status())
                .isEqualTo(403);
        assertThat(open.join(guest).status()).isEqualTo(404);
        assertThat(guest.rest().get(open.path("/members")).status()).isEqualTo(404);
        assertThat(guest.rest().get("/room/" + open.id()).status()).isEqualTo(404);
        assertThat(Invites.ask(guest, room.id()).status()).isEqualTo(403);
        assertThat(Invites.ask(guest, null).status()).isEqualTo(403);
        assertThat(guest.rest().get("/admin").status()).isEqualTo(404);
    }

    @Test
    void addsNobodyAndOwnsNothing() {
        assertThat(room.add(guest, stranger).status()).isEqualTo(403);
        assertThat(room.setRole(owner, guest, "OWNER").status()).isEqualTo(403);
        assertThat(room.entry(guest).getString("role")).isEqualTo("MEMBER");
    }

    @Test
    void doesNotLearnWhichAccountsExistByAddingThem() {
        for (long account : List.of(stranger.id(), member.id(), 999_999_999_999L)) {
            Answer answer = guest.rest().put(room.path("/members/" + account), Json.of());
            assertThat(answer.status()).as("%s", account).isEqualTo(403);
        }
    }

    @Test
    void isAddedToAnotherRoomByItsOwner() {
        NamedRoom other = NamedRoom.create(member, owner);
        assertThat(other.add(owner, guest).status()).as("by a plain member").isEqualTo(403);
        assertThat(other.add(member, guest).status()).isEqualTo(200);
        assertThat(guest.rest().get("/api/rooms").json().getJsonArray("rooms")).hasSize(2);
    }

    @Test
    void hasNoConversationOfTwo() {
        assertThat(guest.rest().get("/chat/" + member.username()).status()).isEqualTo(404);
        assertThat(member.rest().get("/chat/" + guest.username()).status()).isEqualTo(404);
        for (List<Member> pair : List.of(List.of(guest, member), List.of(member, guest), List.of(guest, stranger))) {
            SocketClient socket = pair.get(0).socket();
            socket.send(Json.of("type", "send", "to", pair.get(1).id(), "cid", cid(), "message", "x"));
            assertThat(socket.await("error").getString("code")).isEqualTo("receiver_not_found");
            try (SocketClient plain = pair.get(0).plain(pair.get(1).id())) {
                assertThat(plain.await("error").getString("code")).isEqualTo("receiver_not_found");
            }
        }
        assertThat(member.rest()
                        .get("/api/people?query=" + guest.username())
                        .json()
                        .getJsonArray("people"))
                .as("nobody finds a guest to write to")
                .isEmpty();
    }

    @Test
    void isFoundByPeopleOfItsRoomsWhoAskForGuests() {
        String query = "/api/people?guests=true&query=" + guest.username();
        for (Member known : List.of(owner, member)) {
            JsonObject found =
                    known.rest().get(query).json().getJsonArray("people").getJsonObject(0);
            assertThat(Json.number(found, "id")).isEqualTo(guest.id());
            assertThat(found.getBoolean("guest")).isTrue();
        }
        for (Member other : List.of(stranger, board.administrator())) {
            assertThat(other.rest().get(query).json().getJsonArray("people")).isEmpty();
        }
        room.remove(owner, guest);
        assertThat(owner.rest().get(query).json().getJsonArray("people")).isEmpty();
    }

    @Test
    void isAddedOnlyByOwnersWhoAreInARoomWithIt() {
        NamedRoom other = NamedRoom.create(stranger, member);
        Answer unknown = stranger.rest().put(other.path("/members/999999999999"), Json.of());
        for (Member by : List.of(stranger, member)) {
            Answer answer = other.add(by, guest);
            assertThat(answer.status())
                    .as(by == member ? "by a plain member" : "by a stranger")
                    .isEqualTo(by == member ? 403 : 404);
            if (by == stranger) {
                assertThat(answer.json()).isEqualTo(unknown.json());
            }
        }
        assertThat(create(stranger).status()).as("a new room").isEqualTo(400);
        assertThat(create(member).status()).isEqualTo(201);
        room.add(owner, stranger);
        assertThat(other.add(stranger, guest).status()).isEqualTo(200);
    }

    private Answer create(Member by) {
        return by.rest()
                .post(
                        "/api/rooms",
                        Json.of("kind", "PRIVATE", "name", "New", "members", List.of(guest.id(), owner.id())));
    }

    @Test
    void isListedToAdministratorsWhoHelpWithAForgottenPassword() {
        Member administrator = board.administrator();
        JsonObject found = administrator
                .rest()
                .get("/api/admin/people?query=" + guest.username())
                .json()
                .getJsonArray("people")
                .getJsonObject(0);
        assertThat(Json.number(found, "id")).isEqualTo(guest.id());
        assertThat(found.getBoolean("guest")).isTrue();
        assertThat(administrator
                        .rest()
                        .get("/api/admin/people?query=" + member.username())
                        .body())
                .contains(member.username())
                .doesNotContain("\"guest\"");
        assertThat(administrator
                        .rest()
                        .post("/api/admin/people/" + guest.id() + "/help-link", Json.of())
                        .status())
                .isEqualTo(201);
    }

    private static String cid() {
        return UUID.randomUUID().toString();
    }

    @Test
    void isMarkedAmongTheMembers() {
        JsonObject found = owner.rest()
                .get(room.path("/members?query=" + guest.username()))
                .json()
                .getJsonArray("members")
                .getJsonObject(0);
        assertThat(found.getBoolean("guest")).isTrue();
        assertThat(owner.rest()
                        .get(room.path("/members?query=" + member.username()))
                        .body())
                .doesNotContain("\"guest\"");
    }

    @Test
    void getsNotOneByteOfOtherPeopleOnItsSocket() {
        SocketClient socket = guest.socket();
        socket.send(Json.of("type", "watch", "accounts", List.of(member.id(), stranger.id())));
        try (SocketClient shown = member.socket();
                SocketClient hidden = stranger.socket()) {
            shown.send(Json.of("type", "active", "on", true));
            hidden.send(Json.of("type", "active", "on", true));
            socket.await(
                    "presence",
                    frame -> Json.number(frame, "account") == member.id()
                            && frame.getString("state").equals("online"));
            Member newcomer = board.signUp();
            rename(stranger, "Somebody Else");
            rename(member, "Known Person");
            JsonObject person = socket.await("person", frame -> frame.getJsonObject("account")
                    .getString("displayName")
                    .equals("Known Person"));
            assertThat(person.getBoolean("nameOnly")).isTrue();
            room.remove(owner, member);
            socket.await("message", frame -> frame.toString().contains("\"removed\""));
            shown.send(Json.of("type", "active", "on", false));
            owner.rest().post(room.path("/messages"), Json.of("cid", cid(), "message", "the last"));
            socket.await("message", frame -> frame.getString("message").equals("the last"));
            String raw = socket.frames().toString();
            assertThat(raw)
                    .doesNotContain(stranger.username(), "Somebody Else", newcomer.username())
                    .doesNotContain("\"account\":" + stranger.id());
        }
    }

    @Test
    void seesThePeopleOfARoomThatItIsInFromTheStart() {
        try (SocketClient socket = guest.socket();
                SocketClient shown = stranger.socket()) {
            shown.send(Json.of("type", "active", "on", true));
            watch(socket, owner);
            socket.await(
                    "presence",
                    frame -> Json.number(frame, "account") == owner.id()); // whom the guest sees is cached now
            NamedRoom.create(owner, guest, stranger);
            socket.await("room", frame -> Json.number(frame, "room") != room.id());
            watch(socket, stranger);
            socket.await(
                    "presence",
                    frame -> Json.number(frame, "account") == stranger.id()
                            && frame.getString("state").equals("online"));
        }
    }

    private static void watch(SocketClient socket, Member who) {
        socket.send(Json.of("type", "watch", "accounts", List.of(who.id())));
    }

    private static void rename(Member who, String name) {
        who.rest().submit("/settings", "name", "saveDisplayName", "displayName", name);
    }

    @Test
    void becomesAMemberLikeOthersWithAnAccountOfItsOwn() {
        Invites.Link link = Invites.make(owner, room.id(), "guest", true);
        assertThat(stranger.rest().submit(link.path(), "join", "joinRoom").status())
                .isEqualTo(302);
        assertThat(stranger.rest().get("/api/me").json().getString("role")).isEqualTo("USER");
        assertThat(stranger.rest().get("/api/rooms/public").status()).isEqualTo(200);
    }

    @Test
    void showsNoButtonsForWhatAGuestCannotDo() {
        String page = guest.rest().get("/room/" + room.id()).body();
        assertThat(page).doesNotContain("id=\"new-room\"", "id=\"browse-rooms\"", "/sign-up");
        assertThat(page).contains("data-role=\"GUEST\"");
        assertThat(member.rest().get("/room/" + room.id()).body()).contains("id=\"new-room\"", "id=\"browse-rooms\"");
    }
}
