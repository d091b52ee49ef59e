package org.chatboard.chat;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.ProtocolDocument;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.RestRoutes;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * The access table: what each frame type and each REST route answers to an owner and to a member of a room, to somebody who was removed, to
 * somebody who never was a member, and to somebody who is not signed in. A new frame type or route that the table lacks fails the test.
 * {@link PageAccessIT} is the table of the pages, {@link RoomStateAccessIT} says what is different in public and archived rooms, and
 * {@link DisabledAccountIT} what a disabled account gets.
 */
@WithTestServer
class AccessIT {
    /** The answer to a request about no room: everybody who is signed in may send it. */
    private static final String ANYBODY = "anybody";

    /** The answer to a frame that gets none. */
    static final String NOTHING = "nothing";

    /**
     * What a frame gets.
     *
     * @param sender answer to the sender of the message that the frame names
     * @param member answer to another member of the room
     * @param stranger answer to somebody who is not a member, or not any more
     */
    record FrameRow(Function<Target, JsonObject> frame, String sender, String member, String stranger) {}

    /**
     * The status that a route answers with.
     *
     * @param owner for the owner of the room of the path, or for anybody who is signed in if the path names no room
     * @param member for a member who is no owner
     * @param stranger for somebody who is signed in and not a member, or not any more
     * @param nobody for somebody who is not signed in
     */
    record RouteRow(String body, int owner, int member, int stranger, int nobody) {}

    /** A room with an owner, two members, somebody who was removed, and a message; {@code other} is the account that a path names. */
    static final class Cast {
        final Member owner;
        final Member member;
        final Member other;
        final Member former;
        final NamedRoom room;
        final long message;

        Cast(TestServer board) {
            this(board, "PRIVATE");
        }

        Cast(TestServer board, String kind) {
            owner = board.newMember();
            member = board.newMember();
            other = board.newMember();
            former = board.newMember();
            room = NamedRoom.create(kind, owner, member, other, former);
            assertThat(room.remove(owner, former).status()).isEqualTo(204);
            message = target(this).message();
        }
    }

    /** The room and message that the requests name. */
    record Target(long room, long message) {
        JsonObject about(String type, Object... more) {
            Object[] fields = new Object[more.length + 4];
            System.arraycopy(new Object[] {"type", type, "room", room}, 0, fields, 0, 4);
            System.arraycopy(more, 0, fields, 4, more.length);
            return Json.of(fields);
        }

        JsonObject change(String type, Object... more) {
            Object[] fields = new Object[more.length + 4];
            System.arraycopy(new Object[] {"cid", newCid(), "id", message}, 0, fields, 0, 4);
            System.arraycopy(more, 0, fields, 4, more.length);
            return about(type, fields);
        }
    }

    static final Map<String, FrameRow> FRAMES = Map.ofEntries(
            entry("send", row(at -> at.about("send", "cid", newCid(), "message", "x"), "ack", "ack")),
            entry(
                    "edit",
                    new FrameRow(at -> at.change("edit", "message", "y"), "ack", "not_allowed", "room_not_found")),
            entry("delete", new FrameRow(at -> at.change("delete"), "ack", "not_allowed", "room_not_found")),
            entry("react", row(at -> at.change("react", "emoji", TwoPeople.THUMB, "on", true), "ack", "ack")),
            entry("typing", row(at -> at.about("typing", "on", true), NOTHING, NOTHING)),
            entry("received", row(at -> at.about("received", "seq", 1), NOTHING, NOTHING)),
            entry("read", row(at -> at.about("read", "seq", 1), NOTHING, NOTHING)),
            entry("history", row(at -> at.about("history"), "page", "page")),
            entry("hello", row(AccessIT::hello, "synced", "synced")),
            entry("active", ofNoRoom(Json.of("type", "active", "on", true))),
            entry("watch", ofNoRoom(Json.of("type", "watch", "accounts", List.of()))),
            entry("pong", ofNoRoom(Json.of("type", "pong", "n", 1))));

    static final Map<String, RouteRow> ROUTES = Map.ofEntries(
            entry("POST /api/accounts", ofNoRoom("{}", 400, 400)),
            entry("POST /api/session", ofNoRoom("{}", 400, 400)),
            entry("DELETE /api/session", ofNoRoom(null, 204, 401)),
            entry("GET /api/me", ofNoRoom(null, 200, 401)),
            entry("PUT /api/me/preferences", ofNoRoom("{}", 400, 401)),
            entry("GET /api/me/sign-ins", ofNoRoom(null, 200, 401)),
            entry("DELETE /api/me/sign-ins", ofNoRoom(null, 204, 401)),
            entry("DELETE /api/me/sign-ins/{signIn}", ofNoRoom(null, 404, 401)),
            entry("GET /api/people", ofNoRoom(null, 200, 401)),
            entry("GET /api/mentions", ofNoRoom(null, 200, 401)),
            entry("GET /api/rooms", ofNoRoom(null, 200, 401)),
            entry("GET /api/rooms/public", ofNoRoom(null, 200, 401)),
            entry("POST /api/rooms", ofNoRoom("{\"kind\":\"PRIVATE\",\"name\":\"x\"}", 201, 401)),
            entry("POST /api/rooms/read", ofNoRoom("{}", 200, 401)),
            entry("POST /api/notifications/test", ofNoRoom("{\"cid\":\"c\"}", 200, 401)),
            entry("POST /api/invites", ofNoRoom("{}", 403, 401)),
            entry("GET /api/invites", ofNoRoom(null, 200, 401)),
            entry("DELETE /api/invites/{invitation}", ofNoRoom(null, 404, 401)),
            entry("PATCH /api/rooms/{id}", new RouteRow("{\"name\":\"x\"}", 200, 403, 404, 401)),
            entry("GET /api/rooms/{id}/members", new RouteRow(null, 200, 200, 404, 401)),
            entry("PUT /api/rooms/{id}/members/{account}", new RouteRow("{\"role\":\"OWNER\"}", 200, 403, 404, 401)),
            entry("DELETE /api/rooms/{id}/members/{account}", new RouteRow(null, 204, 403, 404, 401)),
            entry("GET /api/rooms/{id}/messages", new RouteRow(null, 200, 200, 404, 401)),
            entry(
                    "POST /api/rooms/{id}/messages",
                    new RouteRow("{\"cid\":\"c\",\"message\":\"x\"}", 201, 201, 404, 401)),
            entry("GET /api/rooms/{id}/messages/{message}/readers", new RouteRow(null, 200, 200, 404, 401)),
            entry("POST /api/rooms/{id}/unread", new RouteRow("{\"seq\":2}", 400, 400, 404, 401)),
            entry("PUT /api/rooms/{id}/notify", new RouteRow("{\"level\":\"all\"}", 200, 200, 404, 401)));

    /**
     * The routes of administrators, and the status that each answers to one. To everybody else who is signed in they do not exist.
     */
    private static final Map<String, RouteRow> ADMIN_ROUTES = Map.ofEntries(
            entry("GET /api/admin/settings", ofAdministrators(null, 200)),
            entry("PUT /api/admin/settings", ofAdministrators("{}", 400)),
            entry("GET /api/admin/audit", ofAdministrators(null, 200)),
            entry("POST /api/admin/people/{account}/help-link", ofAdministrators("{}", 201)));

    /** An id of which nothing exists. */
    private static final String NOBODYS = "999999999999";

    private final TestServer board;

    AccessIT(TestServer board) {
        this.board = board;
    }

    private static FrameRow row(Function<Target, JsonObject> frame, String sender, String member) {
        return new FrameRow(frame, sender, member, "room_not_found");
    }

    private static RouteRow ofAdministrators(String body, int administrator) {
        return new RouteRow(body, administrator, 404, 404, 401);
    }

    private static RouteRow ofNoRoom(String body, int signedIn, int nobody) {
        return new RouteRow(body, signedIn, signedIn, signedIn, nobody);
    }

    private static FrameRow ofNoRoom(JsonObject frame) {
        return new FrameRow(at -> frame, ANYBODY, ANYBODY, ANYBODY);
    }

    private static JsonObject hello(Target at) {
        return Json.of("type", "hello", "rooms", List.of(Json.of("room", at.room(), "since", 0)));
    }

    private static String newCid() {
        return UUID.randomUUID().toString();
    }

    @Test
    void knowsEveryFrameAndRoute() {
        assertThat(FRAMES.keySet())
                .isEqualTo(ProtocolDocument.read()
                        .shapes("## 3. Client to server", "type")
                        .keySet());
        Map<Boolean, List<String>> routes =
                RestRoutes.all().keySet().stream().collect(Collectors.partitioningBy(AccessIT::isOfAdministrators));
        assertThat(ROUTES.keySet()).containsExactlyInAnyOrderElementsOf(routes.get(false));
        assertThat(ADMIN_ROUTES.keySet()).containsExactlyInAnyOrderElementsOf(routes.get(true));
    }

    private static boolean isOfAdministrators(String route) {
        return route.substring(route.indexOf(' ') + 1).startsWith("/api/admin");
    }

    @Test
    void answersEachFrameByTheTable() {
        FRAMES.forEach((type, row) -> {
            TwoPeople people = new TwoPeople(board);
            Target target = new Target(people.room, people.first);
            assertAnswer(type + " of the sender", people.ann, row.frame().apply(target), target, row.sender());
        });
        FRAMES.forEach((type, row) -> {
            TwoPeople people = new TwoPeople(board);
            Target target = new Target(people.room, people.first);
            assertAnswer(type + " of a member", people.bob, row.frame().apply(target), target, row.member());
            assertAnswer(type + " of a stranger", board.newMember(), row.frame().apply(target), target, row.stranger());
            assertThat(people.bobSocket.frames("typing"))
                    .as("%s of a stranger reaches nobody", type)
                    .isEmpty();
        });
    }

    @Test
    void answersEachFrameInANamedRoomByTheTable() {
        FRAMES.forEach((type, row) -> {
            Cast cast = new Cast(board);
            Target target = target(cast);
            assertAnswer(type + " of a member", cast.member, row.frame().apply(target), target, row.member());
            assertAnswer(type + " of a former member", cast.former, row.frame().apply(target), target, row.stranger());
            assertAnswer(type + " of the sender", cast.owner, row.frame().apply(target), target, row.sender());
        });
    }

    /** {@return the room with a message of its owner} */
    static Target target(Cast cast) {
        Answer posted =
                cast.owner.rest().post(cast.room.path("/messages"), Json.of("cid", newCid(), "message", "first"));
        return new Target(cast.room.id(), Json.number(posted.json(), "id"));
    }

    /** Sends a frame on a socket of its own, then one that is always rejected. What comes in between is the answer. */
    static void assertAnswer(String who, Member member, JsonObject frame, Target target, String expected) {
        boolean first = frame.getString("type").equals("hello");
        try (SocketClient socket = first ? member.endpoint().open() : member.socket()) {
            socket.send(frame).send("{\"type\":\"no such type\"}");
            socket.await("error", error -> error.getString("code").equals("unsupported"));
            if (expected.equals("ack") || expected.equals("page") || expected.equals("synced")) {
                JsonObject answer = socket.await(
                        each -> List.of(expected, "error").contains(each.getString("type")) && !isUnsupported(each));
                assertThat(answer.getString("type")).as(who).isEqualTo(expected);
                assertThat(Json.number(answer, "room")).as(who).isEqualTo(target.room());
            } else if (expected.equals(NOTHING) || expected.equals(ANYBODY)) {
                assertThat(socket.frames("error")).as(who).hasSize(1);
            } else {
                JsonObject answer = socket.await("error", error -> !isUnsupported(error));
                assertThat(answer.getString("code")).as(who).isEqualTo(expected);
                assertThat(Json.number(answer, "room")).as(who).isEqualTo(target.room());
                assertThat(socket.frames("error")).as(who).hasSize(2);
            }
        }
    }

    private static boolean isUnsupported(JsonObject frame) {
        return frame.getString("code", "").equals("unsupported");
    }

    @Test
    void answersEachRouteByTheTable() {
        ROUTES.forEach((route, row) -> {
            Cast cast = new Cast(board);
            assertStatus(route + " of a member", cast.member.rest(), route, row, cast, row.member());
            assertStatus(route + " of a former member", cast.former.rest(), route, row, cast, row.stranger());
            assertStatus(route + " of a stranger", board.newMember().rest(), route, row, cast, row.stranger());
            assertStatus(route + " of nobody", new RestClient(board.url()), route, row, cast, row.nobody());
            assertStatus(route + " of the owner", cast.owner.rest(), route, row, cast, row.owner());
        });
    }

    @Test
    void answersTheRoutesOfAdministratorsToThemAlone() {
        Cast cast = new Cast(board);
        ADMIN_ROUTES.forEach((route, row) -> {
            assertStatus(route + " of nobody", new RestClient(board.url()), route, row, cast, row.nobody());
            assertStatus(route + " of an owner of a room", cast.owner.rest(), route, row, cast, row.member());
            assertStatus(route + " of a stranger", board.newMember().rest(), route, row, cast, row.stranger());
            assertStatus(route + " of an administrator", board.administrator().rest(), route, row, cast, row.owner());
        });
    }

    static void assertStatus(String who, RestClient client, String route, RouteRow row, Cast cast, int expected) {
        String path = route.replace("{id}", String.valueOf(cast.room.id()))
                .replace("{account}", String.valueOf(cast.other.id()))
                .replace("{signIn}", NOBODYS)
                .replace("{invitation}", NOBODYS)
                .replace("{message}", String.valueOf(cast.message));
        assertThat(status(client, path, row)).as(who).isEqualTo(expected);
    }

    private static int status(RestClient client, String route, RouteRow row) {
        String[] parts = route.split(" ");
        JsonObject body = row.body() == null ? null : Json.parse(row.body());
        Answer answer =
                switch (parts[0]) {
                    case "GET" -> client.get(parts[1]);
                    case "DELETE" -> client.delete(parts[1]);
                    case "PATCH" -> client.patch(parts[1], body);
                    case "PUT" -> client.put(parts[1], body);
                    case "POST" -> client.post(parts[1], body);
                    default -> throw new IllegalArgumentException(route);
                };
        return answer.status();
    }
}
