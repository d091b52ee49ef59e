package org.chatboard.chat;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatboard.testing.Answer;
import org.chatboard.testing.Json;
import org.chatboard.testing.Pictures;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.RestRoutes;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * The access table of the REST routes: what each answers to the owner and to a member of a room, to somebody who was removed, to somebody who
 * never was a member, and to somebody who is not signed in. A new route that the table lacks fails the test. {@link FrameAccessIT} names the
 * other tables.
 */
@WithTestServer
class RouteAccessIT {
    /**
     * The status that a route answers with.
     *
     * @param owner for the owner of the room of the path, or for anybody who is signed in if the path names no room
     * @param member for a member who is no owner
     * @param stranger for somebody who is signed in and not a member, or not any more
     * @param nobody for somebody who is not signed in
     */
    record RouteRow(String body, int owner, int member, int stranger, int nobody) {}

    /** Stands for the bytes of a picture. */
    private static final String PICTURE = "picture";

    static final Map<String, RouteRow> ROUTES = Map.ofEntries(
            entry("POST /api/accounts", ofNoRoom("{}", 400, 400)),
            entry("POST /api/session", ofNoRoom("{}", 400, 400)),
            entry("DELETE /api/session", ofNoRoom(null, 204, 401)),
            entry("GET /api/me", ofNoRoom(null, 200, 401)),
            entry("PUT /api/me/preferences", ofNoRoom("{}", 400, 401)),
            entry("PUT /api/me/avatar", ofNoRoom("{}", 415, 401)),
            entry("DELETE /api/me/avatar", ofNoRoom(null, 204, 401)),
            entry("GET /api/me/sign-ins", ofNoRoom(null, 200, 401)),
            entry("DELETE /api/me/sign-ins", ofNoRoom(null, 204, 401)),
            entry("DELETE /api/me/sign-ins/{signIn}", ofNoRoom(null, 404, 401)),
            entry("GET /api/people", ofNoRoom(null, 200, 401)),
            entry("GET /api/search", ofNoRoom(null, 400, 401)),
            entry("GET /api/mentions", ofNoRoom(null, 200, 401)),
            entry("GET /api/rooms", ofNoRoom(null, 200, 401)),
            entry("GET /api/rooms/public", ofNoRoom(null, 200, 401)),
            entry("POST /api/rooms", ofNoRoom("{\"kind\":\"PRIVATE\",\"name\":\"x\"}", 201, 401)),
            entry("POST /api/rooms/read", ofNoRoom("{}", 200, 401)),
            entry("POST /api/notifications/test", ofNoRoom("{\"cid\":\"c\"}", 200, 401)),
            entry("POST /api/invites", ofNoRoom("{}", 403, 401)),
            entry("GET /api/invites", ofNoRoom(null, 200, 401)),
            entry("DELETE /api/invites/{invitation}", ofNoRoom(null, 404, 401)),
            entry("GET /api/uploads", ofNoRoom(null, 200, 401)),
            entry("OPTIONS /api/uploads", ofNoRoom(null, 204, 401)),
            entry("POST /api/uploads", ofNoRoom("{}", 412, 401)),
            entry("HEAD /api/uploads/{upload}", ofNoRoom(null, 404, 401)),
            entry("PATCH /api/uploads/{upload}", ofNoRoom(null, 404, 401)),
            entry("GET /api/uploads/{upload}", ofNoRoom(null, 404, 401)),
            entry("PUT /api/uploads/{upload}", ofNoRoom("{}", 404, 401)),
            entry("DELETE /api/uploads/{upload}", ofNoRoom(null, 404, 401)),
            entry("PATCH /api/rooms/{id}", new RouteRow("{\"name\":\"x\"}", 200, 403, 404, 401)),
            entry("PUT /api/rooms/{id}/picture", new RouteRow(PICTURE, 200, 403, 404, 401)),
            entry("DELETE /api/rooms/{id}/picture", new RouteRow(null, 204, 403, 404, 401)),
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
    static final Map<String, RouteRow> ADMIN_ROUTES = Map.ofEntries(
            entry("GET /api/admin/settings", ofAdministrators(null, 200)),
            entry("PUT /api/admin/settings", ofAdministrators("{}", 400)),
            entry("GET /api/admin/files", ofAdministrators(null, 200)),
            entry("GET /api/admin/audit", ofAdministrators(null, 200)),
            entry("GET /api/admin/people", ofAdministrators(null, 200)),
            entry("POST /api/admin/people/{account}/help-link", ofAdministrators("{}", 201)));

    /** An id of which nothing exists. */
    private static final String NOBODYS = "999999999999";

    private final TestServer board;

    RouteAccessIT(TestServer board) {
        this.board = board;
    }

    private static RouteRow ofAdministrators(String body, int administrator) {
        return new RouteRow(body, administrator, 404, 404, 401);
    }

    private static RouteRow ofNoRoom(String body, int signedIn, int nobody) {
        return new RouteRow(body, signedIn, signedIn, signedIn, nobody);
    }

    @Test
    void knowsEveryRoute() {
        Map<Boolean, List<String>> routes = RestRoutes.all().keySet().stream()
                .collect(Collectors.partitioningBy(RouteAccessIT::isOfAdministrators));
        assertThat(ROUTES.keySet()).containsExactlyInAnyOrderElementsOf(routes.get(false));
        assertThat(ADMIN_ROUTES.keySet()).containsExactlyInAnyOrderElementsOf(routes.get(true));
    }

    private static boolean isOfAdministrators(String route) {
        return route.substring(route.indexOf(' ') + 1).startsWith("/api/admin");
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
        assertThat(ask(client, path(route, cast), row).status()).as(who).isEqualTo(expected);
    }

    /** {@return the route with the ids of the cast in its path} */
    static String path(String route, Cast cast) {
        return route.replace("{id}", String.valueOf(cast.room.id()))
                .replace("{account}", String.valueOf(cast.other.id()))
                .replace("{signIn}", NOBODYS)
                .replace("{upload}", NOBODYS)
                .replace("{invitation}", NOBODYS)
                .replace("{message}", String.valueOf(cast.message));
    }

    /** Sends the request of a row. {@code route} has no placeholders any more. */
    static Answer ask(RestClient client, String route, RouteRow row) {
        String[] parts = route.split(" ");
        if (PICTURE.equals(row.body())) {
            return client.send(
                    parts[0], parts[1], BodyPublishers.ofByteArray(Pictures.gif(1)), "Content-Type", "image/gif");
        }
        JsonObject body = row.body() == null ? null : Json.parse(row.body());
        return switch (parts[0]) {
            case "GET" -> client.get(parts[1]);
            case "OPTIONS" -> client.send("OPTIONS", parts[1], BodyPublishers.noBody());
            case "HEAD" -> Uploads.head(client, parts[1]);
            case "DELETE" -> client.delete(parts[1]);
            case "PATCH" ->
                body == null ? Uploads.append(client, parts[1], 0, new byte[1]) : client.patch(parts[1], body);
            case "PUT" -> client.put(parts[1], body);
            case "POST" -> client.post(parts[1], body);
            default -> throw new IllegalArgumentException(route);
        };
    }
}
