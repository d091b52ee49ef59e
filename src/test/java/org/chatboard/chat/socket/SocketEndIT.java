package org.chatboard.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

@WithTestServer
class SocketEndIT {
    private static final long FIVE_SECONDS = 5_000_000_000L;

    private final TestServer board;

    SocketEndIT(TestServer board) {
        this.board = board;
    }

    @Test
    void closesSocketsAtSignOut() {
        Member ann = board.newMember();
        Member bob = board.newMember();
        Member annElsewhere = ann.onAnotherDevice();
        SocketClient page = ann.socket();
        SocketClient plain = ann.plain(bob.id());
        SocketClient stays = annElsewhere.socket();
        ann.rest().delete("/api/session");
        long start = System.nanoTime();
        assertThat(page.awaitClose()).isEqualTo(4501);
        assertThat(plain.awaitClose()).isEqualTo(4501);
        assertThat(System.nanoTime() - start).isLessThan(FIVE_SECONDS);
        assertThat(page.await("bye")).isEqualTo(Json.of("type", "bye", "code", 4501));
        assertThat(ann.endpoint().status()).isEqualTo(401);
        assertThat(stays.awaitAck(stays.postTo(bob.id(), "still here")).getString("type"))
                .isEqualTo("ack");
        assertThat(page.frames("message")).isEmpty();
    }

    @Test
    void closesTheSocketsOfOtherSignInsAfterAPasswordChange() {
        Member ann = board.newMember();
        Member annElsewhere = ann.onAnotherDevice();
        SocketClient stays = ann.socket();
        List<SocketClient> others = List.of(
                annElsewhere.socket(), annElsewhere.plain(board.newMember().id()));
        ann.rest()
                .submit(
                        "/settings",
                        "password",
                        "changePassword",
                        "currentPassword",
                        RestClient.PASSWORD,
                        "newPassword",
                        "quite-another-lantern-98");
        long start = System.nanoTime();
        for (SocketClient other : others) {
            assertThat(other.awaitClose()).isEqualTo(4501);
        }
        assertThat(System.nanoTime() - start).isLessThan(FIVE_SECONDS);
        assertThat(annElsewhere.endpoint().status()).isEqualTo(401);
        assertThat(stays.isOpen()).isTrue();
        assertThat(ann.endpoint().status()).isEqualTo(101);
    }

    @Test
    void sendsByeWhenTheServerStops() {
        try (TestServer stopping = TestServer.start(Map.of())) {
            Member ann = stopping.newMember();
            Member bob = stopping.newMember();
            SocketClient page = ann.socket();
            SocketClient plain = bob.plain(ann.id());
            String cid = page.postTo(bob.id(), "the last words");
            page.awaitAck(cid);
            assertThat(stopping.server().stop()).isZero();
            assertThat(page.awaitClose()).isEqualTo(1012);
            assertThat(plain.awaitClose()).isEqualTo(1012);
            assertThat(Json.number(page.await("bye"), "code")).isEqualTo(1012);
            assertThat(stopping.severe()).isEmpty();
        }
    }
}
