package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import org.chatboard.chat.FrameAccessIT.Target;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.SocketEndpoint;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.TwoPeople;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/**
 * The simple endpoint in the access tables: who opens it, what it answers to each frame type, and to a repeat of a request in a room. It
 * carries one conversation of two, so a role in a room makes no difference.
 */
@WithTestServer
class PlainAccessIT {
    private final TestServer board;

    PlainAccessIT(TestServer board) {
        this.board = board;
    }

    @Test
    void opensForEverybodyWhoHasConversationsOfTwo() {
        Cast cast = new Cast(board);
        Member guest = Invites.newcomer(
                board.url(),
                Invites.make(cast.owner, cast.room.id(), "guest", true).code());
        assertThat(new SocketEndpoint(board.url(), "/ws/chat/" + cast.owner.id()).status())
                .as("nobody")
                .isEqualTo(401);
        Map.of("a member", cast.member, "a former member", cast.former, "a stranger", board.newMember())
                .forEach((who, member) -> {
                    try (SocketClient socket = member.plain(cast.owner.id())) {
                        socket.send(Json.of("message", "hi"));
                        assertThat(socket.await(frame -> true).getString("type"))
                                .as(who)
                                .isEqualTo("message");
                    }
                });
        assertThat(guest.plain(cast.owner.id()).awaitClose()).as("a guest").isEqualTo(4503);
        assertThat(cast.owner.plain(guest.id()).awaitClose()).as("to a guest").isEqualTo(4503);
    }

    @Test
    void takesNoFrameOfThePages() {
        Cast cast = new Cast(board);
        Target target = Target.of(cast);
        FrameAccessIT.FRAMES.forEach((type, row) -> {
            try (SocketClient socket = cast.owner.plain(cast.member.id())) {
                socket.send(row.frame().apply(target));
                assertThat(socket.await(frame -> true).getString("code"))
                        .as(type)
                        .isEqualTo("unsupported");
            }
        });
    }

    @Test
    void answersNoRepeatOfARequestInARoom() {
        Cast cast = new Cast(board);
        Target target = Target.of(cast);
        try (SocketClient page = cast.member.socket()) {
            String reaction =
                    page.change("react", target.room(), target.message(), "emoji", TwoPeople.THUMB, "on", true);
            page.awaitAck(reaction);
            String message = page.post(target.room(), "of a member");
            page.awaitAck(message);
            for (String cid : new String[] {reaction, message}) {
                assertConflict(cast, "a member", cid);
            }
            assertThat(cast.room.remove(cast.owner, cast.member).status()).isEqualTo(204);
            for (String cid : new String[] {reaction, message}) {
                assertConflict(cast, "a former member", cid);
            }
        }
    }

    private static void assertConflict(Cast cast, String who, String cid) {
        try (SocketClient socket = cast.member.plain(cast.owner.id())) {
            socket.send(Json.of("message", "x", "cid", cid));
            JsonObject answer = socket.await(frame -> true);
            assertThat(answer.getString("code", "")).as(who).isEqualTo("conflict");
            assertThat(answer).as(who).doesNotContainKey("room");
        }
    }
}
