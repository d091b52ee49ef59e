package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.awaitility.Awaitility;
import org.chatboard.chat.FrameAccessIT.Target;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * What an account gets that is disabled while it is signed in: on every route what somebody gets who is not signed in. It runs on PostgreSQL,
 * whose rows a test can change while the server runs.
 */
@WithTestServer(onOtherDatabase = true)
class DisabledAccountIT {
    /** More than the 10 s for which a sign-in is cached. */
    private static final Duration NOTICED = Duration.ofSeconds(30);

    /** More than the 5 s between two checks of the open sockets. */
    private static final Duration ENDED = Duration.ofSeconds(15);

    private static final int DISABLED = 4508;

    private final TestServer board;

    DisabledAccountIT(TestServer board) {
        this.board = board;
    }

    @Test
    void aDisabledMemberIsNobody() {
        Cast cast = new Cast(board);
        Member disabled = cast.member;
        try (SocketClient open = disabled.socket()) {
            disable(disabled);
            String cid = open.post(cast.room.id(), "x");
            JsonObject answer = open.await(SocketClient.is("bye").or(SocketClient.with("cid", cid)));
            assertThat(answer.getString("type")).as("%s", answer).isNotEqualTo("ack");
            assertThat(answer.getString("code", "not_allowed"))
                    .as("before the heartbeat ends the socket")
                    .isEqualTo("not_allowed");
        }
        Awaitility.await()
                .atMost(NOTICED)
                .until(() -> disabled.rest().get("/api/me").status() == 401);
        assertThat(disabled.endpoint().status()).isEqualTo(401);
        assertThat(disabled.plainEndpoint(cast.owner.id()).status()).isEqualTo(401);
        PageAccessIT.ROWS.forEach((page, row) -> PageAccessIT.assertStatus(
                page + " of a disabled member", disabled.rest(), row.path(cast), row.nobody()));
        Invites.Link link = Invites.make(cast.owner, cast.room.id());
        assertThat(disabled.rest().get(link.path()).body())
                .contains("id=\"sign-up\"")
                .doesNotContain("id=\"join\"");
        RouteAccessIT.ROUTES.forEach((route, row) -> RouteAccessIT.assertStatus(
                route + " of a disabled member", disabled.rest(), route, row, cast, row.nobody()));
        assertThat(disabled.rest()
                        .signIn(disabled.username(), RestClient.PASSWORD)
                        .status())
                .isEqualTo(401);
    }

    /** What a frame does not store may be answered until the server notices; then the socket ends. */
    @Test
    void aDisabledMemberWritesByNoFrameAndItsSocketsEnd() {
        Cast cast = new Cast(board);
        Target target = Target.of(cast);
        List<SocketClient> sockets = new ArrayList<>();
        FrameAccessIT.FRAMES
                .keySet()
                .forEach(type -> sockets.add(
                        type.equals("hello") ? cast.member.endpoint().open() : cast.member.socket()));
        List<JsonObject> before = cast.room.lines(cast.owner);
        board.update("UPDATE account SET disabled_at = 1 WHERE id = " + cast.member.id());
        Iterator<SocketClient> each = sockets.iterator();
        FrameAccessIT.FRAMES.values().forEach(row -> {
            SocketClient socket = each.next();
            if (socket.isOpen()) { // the server may have noticed before the last frame
                socket.send(row.frame().apply(target));
            }
        });
        assertThat(sockets).allSatisfy(socket -> {
            assertThat(socket.awaitClose()).isEqualTo(DISABLED);
            assertThat(socket.frames("ack")).isEmpty();
        });
        assertThat(cast.room.lines(cast.owner)).isEqualTo(before);
    }

    @Test
    void endsTheOpenSocketsOfADisabledAccountWithinSeconds() {
        Cast cast = new Cast(board);
        try (SocketClient page = cast.member.socket();
                SocketClient plain = cast.member.plain(cast.owner.id())) {
            plain.send(Json.of("message", "still there")).awaitText("still there");
            disable(cast.member);
            Awaitility.await().atMost(ENDED).until(() -> !page.isOpen() && !plain.isOpen());
            assertThat(page.awaitClose()).isEqualTo(DISABLED);
            assertThat(plain.awaitClose()).isEqualTo(DISABLED);
        }
    }

    @Test
    void theRoomGoesOnWithoutADisabledMember() {
        Cast cast = new Cast(board);
        disable(cast.member);
        try (SocketClient socket = cast.owner.socket()) {
            assertThat(socket.awaitAck(socket.post(cast.room.id(), "x")).getString("type"))
                    .isEqualTo("ack");
        }
        assertThat(cast.room.remove(cast.owner, cast.member).status()).isEqualTo(204);
        assertThat(cast.room.add(cast.owner, cast.member).status()).isEqualTo(409);
    }

    @Test
    void aDisabledOwnerIsNoOwnerWhoStays() {
        Member owner = board.newMember();
        Member second = board.newMember();
        Member third = board.newMember();
        NamedRoom room = NamedRoom.create(owner, second, third);
        assertThat(room.setRole(owner, second, "OWNER").status()).isEqualTo(200);
        disable(second);
        assertThat(room.leave(owner).status()).isEqualTo(409);
        assertThat(room.setRole(owner, owner, "MEMBER").status()).isEqualTo(409);
        assertThat(room.setRole(owner, second, "MEMBER").status()).isEqualTo(200);
        assertThat(room.setRole(owner, second, "OWNER").status())
                .as("a disabled account becomes no owner")
                .isEqualTo(409);
        assertThat(room.setRole(owner, third, "OWNER").status()).isEqualTo(200);
        assertThat(room.leave(owner).status()).isEqualTo(204);
        assertThat(room.leave(third).status())
                .as("nobody else is there who can act")
                .isEqualTo(204);
        board.update("UPDATE account SET disabled_at = NULL WHERE id = " + second.id());
        assertThat(room.entry(second)).containsKey("archivedAt");
    }

    private void disable(Member member) {
        board.update("UPDATE account SET disabled_at = 1 WHERE id = " + member.id());
    }

    @Test
    void aDisabledGuestHasNoConversationOfTwo() {
        Member owner = board.newMember();
        Invites.Link link = Invites.make(owner, NamedRoom.create(owner).id(), "guest", true);
        Member guest = Invites.newcomer(board.url(), link.code());
        disable(guest);
        try (SocketClient socket = owner.socket()) {
            socket.send(Json.of("type", "send", "to", guest.id(), "cid", "c", "message", "x"));
            assertThat(socket.await("error").getString("code")).isEqualTo("receiver_not_found");
        }
    }

    @Test
    void endsTheInvitationsOfADisabledOwner() {
        Member owner = board.newMember();
        Invites.Link link = Invites.make(owner, NamedRoom.create(owner).id());
        Member invited = board.newMember();
        assertThat(invited.rest().get(link.path()).status()).isEqualTo(200);
        disable(owner);
        assertThat(Invites.signUp(board.url(), link.code()).status()).isEqualTo(404);
        assertThat(invited.rest().get(link.path()).status()).isEqualTo(404);
    }
}
