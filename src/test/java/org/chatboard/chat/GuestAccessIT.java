package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chatboard.chat.FrameAccessIT.Target;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * The access table for a guest of the room, and for a guest who was removed from its only room: the rows in which they get something else
 * than a member and a stranger, all others are not different.
 */
@WithTestServer
class GuestAccessIT {
    private static final Map<String, Integer> ROUTES = Map.of("POST /api/rooms", 403);
    private static final Map<String, Integer> PAGES = Map.of("chat", 404);

    /** It ends the sign-in, so it comes last. */
    private static final String SIGN_OUT = "DELETE /api/session";

    private final TestServer board;

    GuestAccessIT(TestServer board) {
        this.board = board;
    }

    private Member guest(Cast cast) {
        return Invites.newcomer(
                board.url(),
                Invites.make(cast.owner, cast.room.id(), "guest", true).code());
    }

    private Member formerGuest(Cast cast) {
        Member guest = guest(cast);
        assertThat(cast.room.remove(cast.owner, guest).status()).isEqualTo(204);
        return guest;
    }

    private static List<String> routes() {
        List<String> routes = new ArrayList<>(RouteAccessIT.ROUTES.keySet());
        routes.remove(SIGN_OUT);
        routes.add(SIGN_OUT);
        return routes;
    }

    private static void assertRoute(String who, Member guest, String route, Cast cast, int usual) {
        RouteAccessIT.assertStatus(
                route + " of " + who,
                guest.rest(),
                route,
                RouteAccessIT.ROUTES.get(route),
                cast,
                ROUTES.getOrDefault(route, usual));
    }

    @Test
    void aGuestGetsFromEachRouteByTheTable() {
        Cast cast = new Cast(board);
        Member guest = guest(cast);
        routes().forEach(route -> assertRoute(
                "a guest", guest, route, cast, RouteAccessIT.ROUTES.get(route).member()));
    }

    @Test
    void aFormerGuestGetsFromEachRouteByTheTable() {
        for (String kind : List.of("PRIVATE", "PUBLIC")) {
            Cast cast = new Cast(board, kind);
            Member guest = formerGuest(cast);
            routes().forEach(route -> assertRoute(
                    "a guest who was removed",
                    guest,
                    route,
                    cast,
                    RouteAccessIT.ROUTES.get(route).stranger()));
        }
    }

    @Test
    void guestsGetForEachFrameByTheTable() {
        Cast cast = new Cast(board);
        Target target = Target.of(cast);
        Member guest = guest(cast);
        Member former = formerGuest(cast);
        FrameAccessIT.FRAMES.forEach((type, row) -> {
            FrameAccessIT.assertAnswer(type + " of a guest", guest, row.frame().apply(target), target, row.member());
            FrameAccessIT.assertAnswer(
                    type + " of a guest who was removed", former, row.frame().apply(target), target, row.stranger());
        });
    }

    @Test
    void guestsGetFromEachPageByTheTable() {
        Cast cast = new Cast(board);
        Member guest = guest(cast);
        Member former = formerGuest(cast);
        PageAccessIT.ROWS.forEach((page, row) -> {
            PageAccessIT.assertStatus(
                    page + " of a guest", guest.rest(), row.path(cast), PAGES.getOrDefault(page, row.member()));
            PageAccessIT.assertStatus(
                    page + " of a guest who was removed",
                    former.rest(),
                    row.path(cast),
                    PAGES.getOrDefault(page, row.stranger()));
        });
    }

    @Test
    void aGuestWhoWasRemovedFromItsOnlyRoomKnowsNobody() {
        Cast cast = new Cast(board);
        Member guest = guest(cast);
        try (SocketClient socket = guest.socket();
                SocketClient witness = board.newMember().socket();
                SocketClient watched = cast.member.socket()) {
            JsonObject watch = Json.of("type", "watch", "accounts", List.of(cast.owner.id(), cast.member.id()));
            mention(cast, guest);
            socket.await("message", frame -> frame.containsKey("mentions"));
            assertThat(cast.room.remove(cast.owner, guest).status()).isEqualTo(204);
            socket.await("gone");
            int after = socket.count();
            socket.send(watch);
            witness.send(watch);
            rename(cast.member, "Somebody Renamed");
            mention(cast, guest);
            awaitTwoChangesOfPresence(watched, witness, cast.member.id());
            witness.await("person", frame -> frame.toString().contains("Somebody Renamed"));
            socket.send(Json.of("type", "history", "room", cast.room.id()));
            socket.await("error");
            assertThat(socket.framesFrom(after))
                    .filteredOn(frame -> !frame.getString("type").equals("ping"))
                    .filteredOn(frame -> !isPerson(frame, guest)) // it has signed up within the last second
                    .extracting(frame -> frame.getString("type"))
                    .containsExactly("error");
        }
        for (String list : List.of("rooms", "rooms/public", "people", "mentions")) {
            String name = list.equals("rooms/public") ? "rooms" : list;
            assertThat(guest.rest().get("/api/" + list).json().getJsonArray(name))
                    .as(list)
                    .isEmpty();
        }
        try (SocketClient back = guest.socket()) {
            assertThat(back.await("welcome").getJsonArray("rooms")).isEmpty();
            back.send(Json.of("type", "send", "to", cast.owner.id(), "cid", "c", "message", "x"));
            assertThat(back.await("error").getString("code")).isEqualTo("receiver_not_found");
        }
        assertThat(guest.rest().get("/dashboard").body())
                .doesNotContain(cast.owner.username(), cast.member.username(), "Somebody Renamed");
        assertThat(guest.rest()
                        .get("/search?sender=" + cast.owner.id() + "&room=" + cast.room.id())
                        .body())
                .doesNotContain("data-sender", "data-room");
    }

    private static boolean isPerson(JsonObject frame, Member member) {
        return frame.getString("type").equals("person") && frame.toString().contains(member.username());
    }

    private static void mention(Cast cast, Member guest) {
        JsonObject body = Json.of("cid", "to-" + System.nanoTime(), "message", "@" + guest.username() + " look");
        assertThat(cast.owner.rest().post(cast.room.path("/messages"), body).status())
                .isEqualTo(201);
    }

    private static void rename(Member who, String name) {
        assertThat(who.rest()
                        .submit("/settings", "name", "saveDisplayName", "displayName", name)
                        .status())
                .isEqualTo(302);
    }

    /**
     * After the second change the first one has been sent to everybody who may see it. The first is "away", since the account is online: to
     * be active would change nothing.
     */
    private static void awaitTwoChangesOfPresence(SocketClient watched, SocketClient witness, long account) {
        for (boolean on : List.of(false, true)) {
            String state = on ? "online" : "away";
            int before = witness.count();
            watched.send(Json.of("type", "active", "on", on));
            witness.await(
                    before,
                    SocketClient.is("presence")
                            .and(SocketClient.with("state", state))
                            .and(frame -> Json.number(frame, "account") == account));
        }
    }
}
