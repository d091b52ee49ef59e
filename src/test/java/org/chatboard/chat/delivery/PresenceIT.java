package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.chatboard.people.preference.Preferences;
import org.chatboard.platform.rest.JsonBinding;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.SocketClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

@WithTestServer
class PresenceIT {
    private static final long NOBODY = 999_999_999;

    private final TestServer board;
    private final Member ann;
    private final Member bob;
    private final SocketClient annSocket;

    PresenceIT(TestServer board) {
        this.board = board;
        ann = board.newMember();
        bob = board.newMember();
        annSocket = ann.socket();
    }

    private static SocketClient watch(SocketClient socket, Long... accounts) {
        return socket.send(Json.of("type", "watch", "accounts", List.of(accounts)));
    }

    private static Predicate<JsonObject> is(Member who, String state) {
        return SocketClient.is("presence")
                .and(frame -> Json.number(frame, "account") == who.id())
                .and(SocketClient.with("state", state));
    }

    private static void hide(Member member, boolean hidden) {
        Preferences chosen = Preferences.DEFAULT.withPrivacy(hidden, false, false);
        assertThat(member.rest()
                        .put("/api/me/preferences", Json.parse(JsonBinding.write(chosen)))
                        .status())
                .isEqualTo(200);
    }

    private static JsonObject active(boolean on) {
        return Json.of("type", "active", "on", on);
    }

    @Test
    void combinesAllSocketsOfTheWatchedAccount() {
        SocketClient annsPhone = ann.onAnotherDevice().socket();
        SocketClient cleos = watch(board.newMember().socket(), ann.id());
        watch(annSocket, bob.id(), NOBODY);
        assertThat(annSocket
                        .await("presence", frame -> Json.number(frame, "account") == NOBODY)
                        .getString("state"))
                .isEqualTo("unknown");
        SocketClient bobSocket = bob.socket();
        annSocket.await(is(bob, "online"));
        bobSocket.send(active(false));
        annSocket.await(is(bob, "away"));
        int before = annSocket.count();
        SocketClient bobsPhone = bob.onAnotherDevice().endpoint().open();
        bobsPhone.send(Json.of("type", "hello", "rooms", List.of(), "active", true));
        annSocket.await(before, is(bob, "online"));

        assertThat(annsPhone.frames("presence")).isEmpty();
        watch(annsPhone, bob.id()).await(is(bob, "online"));
        cleos.await("presence");
        assertThat(cleos.frames("presence"))
                .allMatch(frame -> Json.number(frame, "account") == ann.id())
                .isNotEmpty();

        before = annSocket.count();
        watch(annSocket, ann.id()); // no longer watches bob
        annSocket.await(before, is(ann, "online"));
        bobSocket.close();
        bobsPhone.send(active(false));
        annsPhone.await(is(bob, "away"));
        assertThat(annSocket.framesFrom(before)).noneMatch(is(bob, "away"));
    }

    @Test
    void hidesAShortDropAndThenShowsWhenThePersonWasLastSeen() {
        SocketClient bobSocket = bob.socket();
        watch(annSocket, bob.id()).await(is(bob, "online"));
        int before = annSocket.count();
        bobSocket.cut();
        SocketClient again = bob.socket();
        watch(annSocket, bob.id(), ann.id()).await(before, is(ann, "online"));
        again.close();
        Instant left = Instant.now();
        JsonObject gone = annSocket.await(before, is(bob, "offline"));
        assertThat(Instant.parse(gone.getString("lastSeen"))).isBetween(left.minusSeconds(10), left.plusSeconds(5));
        assertThat(Duration.between(left, Instant.now())).isGreaterThan(Duration.ofSeconds(10));
        assertThat(annSocket.framesFrom(before).stream()
                        .filter(is(bob, "offline"))
                        .count())
                .isEqualTo(1);
        assertThat(board.log()).noneMatch(line -> line.contains("Presence could not be sent"));
    }

    @Test
    void isUnknownBothWaysForAnAccountThatHidesIt() {
        SocketClient bobSocket = bob.socket();
        watch(annSocket, bob.id()).await(is(bob, "online"));
        watch(bobSocket, ann.id()).await(is(ann, "online"));
        int annsBefore = annSocket.count();
        hide(bob, true);
        assertThat(annSocket.await(annsBefore, is(bob, "unknown"))).doesNotContainKey("lastSeen");
        bobSocket.await(is(ann, "unknown"));
        int bobsBefore = bobSocket.count();
        watch(bobSocket, ann.id()).await(bobsBefore, is(ann, "unknown"));
        hide(bob, false);
        annSocket.await(annsBefore, is(bob, "online"));
        bobSocket.await(bobsBefore, is(ann, "online"));
    }

    @Test
    void canBeWatchedForAHundredAccountsAtMost() {
        watch(annSocket, LongStream.rangeClosed(1, 101).boxed().toArray(Long[]::new));
        assertThat(annSocket.await("error").getString("code")).isEqualTo("bad_request");
        Long[] hundred = LongStream.rangeClosed(NOBODY, NOBODY + 99).boxed().toArray(Long[]::new);
        watch(annSocket, hundred).await("presence", frame -> Json.number(frame, "account") == NOBODY + 99);
        assertThat(annSocket.frames("presence")).hasSize(100);
    }
}
