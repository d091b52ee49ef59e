package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatboard.chat.FrameAccessIT.Target;
import org.chatboard.chat.RouteAccessIT.RouteRow;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * What the access tables of {@link FrameAccessIT} and {@link RouteAccessIT} say of a public room and of an archived one: the rows that are
 * different, all others are not.
 */
@WithTestServer
class RoomStateAccessIT {
    /** What somebody who is no member gets in a public room. */
    private static final Map<String, Integer> STRANGER_IN_PUBLIC = Map.of("GET /api/rooms/{id}/members", 200);

    /** What an owner gets in an archived room. */
    private static final Map<String, Integer> OWNER_IN_ARCHIVE = Map.of(
            "PATCH /api/rooms/{id}", 409,
            "PUT /api/rooms/{id}/picture", 409,
            "DELETE /api/rooms/{id}/picture", 409,
            "PUT /api/rooms/{id}/members/{account}", 409,
            "DELETE /api/rooms/{id}/members/{account}", 409,
            "POST /api/rooms/{id}/messages", 409);

    /** What a member who is no owner gets in an archived room. */
    private static final Map<String, Integer> MEMBER_IN_ARCHIVE = Map.of("POST /api/rooms/{id}/messages", 409);

    /** The frames that an archived room takes from nobody. */
    private static final Set<String> REJECTED_IN_ARCHIVE = Set.of("send", "edit", "delete", "react");

    private final TestServer board;

    RoomStateAccessIT(TestServer board) {
        this.board = board;
    }

    private static void assertStatus(
            String who, Member member, String route, Cast cast, Map<String, Integer> different, int usual) {
        RouteRow row = RouteAccessIT.ROUTES.get(route);
        RouteAccessIT.assertStatus(
                route + " of " + who, member.rest(), route, row, cast, different.getOrDefault(route, usual));
    }

    private static Cast archived(Cast cast) {
        assertThat(cast.room.change(cast.owner, "archived", true).status()).isEqualTo(200);
        return cast;
    }

    @Test
    void aStrangerSeesTheMembersOfAPublicRoomAndNothingElse() {
        RouteAccessIT.ROUTES.forEach((route, row) -> {
            Cast cast = new Cast(board, "PUBLIC");
            assertStatus("a member", cast.member, route, cast, Map.of(), row.member());
            assertStatus("a former member", cast.former, route, cast, STRANGER_IN_PUBLIC, row.stranger());
            assertStatus("a stranger", board.newMember(), route, cast, STRANGER_IN_PUBLIC, row.stranger());
            assertStatus("the owner", cast.owner, route, cast, Map.of(), row.owner());
        });
        FrameAccessIT.FRAMES.forEach((type, row) -> {
            Cast cast = new Cast(board, "PUBLIC");
            Target target = Target.of(cast);
            FrameAccessIT.assertAnswer(
                    type + " of a stranger", cast.former, row.frame().apply(target), target, row.stranger());
        });
    }

    @Test
    void aStrangerFindsAndJoinsAPublicRoomThatIsNotArchived() {
        Cast cast = new Cast(board, "PUBLIC");
        Member stranger = board.newMember();
        assertThat(isListed(cast, stranger)).isTrue();
        assertThat(cast.room.join(stranger).status()).isEqualTo(200);
        archived(cast);
        assertThat(isListed(cast, cast.former)).isFalse();
        assertThat(cast.room.join(cast.former).status()).isEqualTo(409);
        assertThat(cast.former.rest().get(cast.room.path("/members")).status()).isEqualTo(404);
    }

    private static boolean isListed(Cast cast, Member reader) {
        String after = "";
        while (true) {
            JsonObject page = reader.rest()
                    .get("/api/rooms/public?limit=200&query=Lunch" + after)
                    .json();
            if (page.getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                    .anyMatch(room -> Json.number(room, "room") == cast.room.id())) {
                return true;
            }
            if (!page.containsKey("next")) {
                return false;
            }
            after = "&after=" + URLEncoder.encode(page.getString("next"), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anArchivedRoomTakesNothingFromItsMembers() {
        RouteAccessIT.ROUTES.forEach((route, row) -> {
            Cast cast = archived(new Cast(board));
            assertStatus("a member", cast.member, route, cast, MEMBER_IN_ARCHIVE, row.member());
            assertStatus("a former member", cast.former, route, cast, Map.of(), row.stranger());
            assertStatus("the owner", cast.owner, route, cast, OWNER_IN_ARCHIVE, row.owner());
        });
        FrameAccessIT.FRAMES.forEach((type, row) -> {
            Cast cast = new Cast(board);
            Target target = Target.of(cast);
            archived(cast);
            boolean rejected = REJECTED_IN_ARCHIVE.contains(type);
            try (SocketClient other = cast.other.socket()) {
                String member = rejected ? "room_archived" : row.member();
                FrameAccessIT.assertAnswer(
                        type + " of a member", cast.member, row.frame().apply(target), target, member);
                String owner = rejected ? "room_archived" : row.sender();
                FrameAccessIT.assertAnswer(
                        type + " of the owner", cast.owner, row.frame().apply(target), target, owner);
                assertThat(other.frames("typing")).as(type).isEmpty();
            }
        });
    }

    @Test
    void anArchivedRoomIsLeftByMembersAndRestoredByOwners() {
        Cast cast = archived(new Cast(board));
        assertThat(cast.room.change(cast.member, "archived", false).status()).isEqualTo(403);
        assertThat(cast.room.leave(cast.member).status()).isEqualTo(204);
        assertThat(cast.room.change(cast.owner, "archived", false).status()).isEqualTo(200);
        assertThat(cast.room.add(cast.other, cast.member).status()).isEqualTo(200);
    }

    @Test
    void rolesAndTheArchiveCountAtOnce() {
        Cast cast = new Cast(board);
        assertThat(cast.room.change(cast.member, "name", "a").status()).isEqualTo(403);
        assertThat(cast.room.setRole(cast.owner, cast.member, "OWNER").status()).isEqualTo(200);
        assertThat(cast.room.change(cast.member, "name", "b").status()).isEqualTo(200);
        assertThat(cast.room.setRole(cast.owner, cast.owner, "MEMBER").status())
                .as("an owner steps down")
                .isEqualTo(200);
        assertThat(cast.room.change(cast.owner, "name", "c").status()).isEqualTo(403);
        assertThat(cast.room.setRole(cast.member, cast.member, "MEMBER").status())
                .as("but not the last one")
                .isEqualTo(409);
        try (SocketClient socket = cast.other.socket()) {
            assertThat(cast.room.change(cast.member, "archived", true).status()).isEqualTo(200);
            assertThat(socket.awaitAck(socket.post(cast.room.id(), "x")).getString("code"))
                    .isEqualTo("room_archived");
            assertThat(cast.room.change(cast.member, "archived", false).status())
                    .isEqualTo(200);
            assertThat(socket.awaitAck(socket.post(cast.room.id(), "y")).getString("type"))
                    .isEqualTo("ack");
        }
    }

    /** Guarantees 1 and 2 of the protocol: an error means that it is not stored, and a repeat gets the first ack. */
    @Test
    void aRepeatOfWhatIsStoredGetsItsAckAlsoWhereItWouldBeRejectedNow() {
        Cast cast = new Cast(board);
        JsonObject message = Json.of("type", "send", "room", cast.room.id(), "cid", "once", "message", "x");
        try (SocketClient socket = cast.member.socket()) {
            JsonObject first = socket.send(message).awaitAck("once");
            archived(cast);
            assertRepeated(cast, message, first);
            assertThat(cast.room.change(cast.owner, "archived", false).status()).isEqualTo(200);
            assertThat(cast.room.remove(cast.owner, cast.member).status()).isEqualTo(204);
            assertRepeated(cast, message, first);
        }
    }

    private static void assertRepeated(Cast cast, JsonObject message, JsonObject first) {
        try (SocketClient socket = cast.member.socket()) {
            JsonObject repeated = socket.send(message).awaitAck("once");
            assertThat(repeated.getString("type")).as("%s", repeated).isEqualTo("ack");
            assertThat(repeated.getBoolean("duplicate")).isTrue();
            assertThat(Json.number(repeated, "id")).isEqualTo(Json.number(first, "id"));
        }
        Answer byRest = cast.member.rest().post(cast.room.path("/messages"), Json.of("cid", "once", "message", "x"));
        assertThat(byRest.status()).as("%s", byRest).isEqualTo(200);
        assertThat(Json.number(byRest.json(), "id")).isEqualTo(Json.number(first, "id"));
        for (Object cid : List.of("another", 5)) {
            Answer rejected = cast.member.rest().post(cast.room.path("/messages"), Json.of("cid", cid, "message", "x"));
            assertThat(rejected.status()).as("%s", rejected).isIn(404, 409);
        }
    }
}
