package org.chatboard.chat.connection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final AccountRates UNLIMITED = new AccountRates(Settings.of(Map.of(
                    "CHATBOARD_LIMIT_MESSAGES_PER_SECOND", "0",
                    "CHATBOARD_LIMIT_FRAMES_PER_SECOND", "0",
                    "CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "0"))
            .limits());

    private static final RoomMembers ROOM = RoomMembers.direct(7, List.of(1L, 2L));
    private static final RoomMembers OTHER = RoomMembers.direct(8, List.of(1L, 3L));

    private final List<String> sent = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private boolean completesSends = true;
    private boolean sentUnderLock;
    private final Connection page = connection(OptionalLong.empty());

    private Connection connection(OptionalLong plainPeer) {
        RemoteEndpoint.Async remote = (RemoteEndpoint.Async) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Async.class},
                (proxy, method, arguments) -> {
                    sentUnderLock |= Thread.holdsLock(page.lock);
                    sent.add((String) arguments[0]);
                    if (completesSends) {
                        ((SendHandler) arguments[1]).onResult(new SendResult());
                    }
                    return null;
                });
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        sentUnderLock |= Thread.holdsLock(page.lock);
                        closed.add(((CloseReason) arguments[0]).getCloseCode().getCode());
                        return null;
                    }
                    return remote;
                });
        SignedInAccount ann = new SignedInAccount(1, 10, "ann", "Ann", null, "USER", Instant.MAX);
        return new Connection(
                session,
                new SocketPrincipal(ann, SocketGuard.NONE),
                plainPeer,
                new SendQueue(session, 256),
                new FrameLimiter(() -> UNLIMITED));
    }

    /** A send takes locks of the container, so that a lock around it could stop other sockets, or deadlock. */
    @AfterEach
    void nothingWasSentUnderTheLock() {
        assertThat(sentUnderLock).isFalse();
    }

    /**
     * Greets the page as the server does at {@code hello}. {@code welcome} announces the room up to {@code seq}, and no frame
     * with a higher number has come.
     */
    private void greet(long seq) {
        page.subscriptions().beginGreeting();
        page.subscriptions().announce(7, seq);
        assertThat(page.subscriptions().completeGreeting()).as("needs a replay").isFalse();
    }

    @Test
    void sendsNothingBeforeWelcome() {
        page.offerEphemeral("person");
        page.subscriptions().offerUnnumbered(7, "receipt");
        assertThat(page.offerDurable(ROOM, 1, "message")).isFalse();
        page.subscriptions().beginGreeting();
        page.offerEphemeral("somebody else");
        assertThat(sent).isEmpty();
        page.subscriptions().completeGreeting();
        assertThat(sent).containsExactly("somebody else");
    }

    @Test
    void acceptsOneHello() {
        assertThat(page.subscriptions().isNew()).isTrue();
        assertThat(page.subscriptions().beginGreeting()).isTrue();
        assertThat(page.subscriptions().beginGreeting()).isFalse();
        assertThat(page.subscriptions().isNew()).isFalse();
    }

    @Test
    void sendsLiveFramesAboveTheAnnouncedNumber() {
        greet(3);
        page.offerDurable(ROOM, 3, "3");
        page.offerDurable(ROOM, 4, "4");
        page.offerDurable(ROOM, 5, "5");
        page.subscriptions().offerUnnumbered(7, "receipt");
        page.offerEphemeral("person");
        assertThat(sent).containsExactly("4", "5", "receipt", "person");
    }

    @Test
    void replaysWhatWasCommittedDuringTheGreeting() {
        page.subscriptions().beginGreeting();
        page.offerDurable(ROOM, 4, "4");
        page.subscriptions().announce(7, 3);
        assertThat(page.subscriptions().completeGreeting()).as("needs a replay").isTrue();
        assertThat(page.subscriptions().replays().nextStep().orElseThrow())
                .isEqualTo(new ReplayStep(7, true, 3, false, 3, Integer.MAX_VALUE));
        page.offerDurable(ROOM, 5, "5");
        assertThat(sent).isEmpty();
        assertThat(page.subscriptions().replays().pageSent(4, false))
                .as("5 is still to be read")
                .isTrue();
        assertThat(page.subscriptions().replays().pageSent(5, false))
                .as("a step is left")
                .isFalse();
        page.offerDurable(ROOM, 6, "6");
        assertThat(sent).containsExactly("6");
    }

    @Test
    void sendsSyncedBetweenTheReplayAndLiveFrames() {
        page.subscriptions().beginGreeting();
        page.subscriptions().announce(7, 3);
        page.subscriptions().resume(7, 1);
        page.subscriptions().announce(8, 4);
        page.subscriptions().resume(8, 4);
        assertThat(page.subscriptions().completeGreeting()).isTrue();
        assertThat(sent)
                .as("nothing is missing in room 8")
                .containsExactly("{\"type\":\"synced\",\"room\":8,\"from\":4,\"to\":4}");
        assertThat(page.subscriptions().replays().nextStep().orElseThrow())
                .isEqualTo(new ReplayStep(7, true, 1, true, 3, ReplayStep.MAX_MESSAGES));
        assertThat(page.subscriptions().replays().pageSent(3, false)).isFalse();
        page.offerDurable(ROOM, 4, "4");
        assertThat(sent.subList(1, 3)).containsExactly("{\"type\":\"synced\",\"room\":7,\"from\":1,\"to\":3}", "4");
    }

    @Test
    void queuesAReplayForAnUnknownRoom() {
        greet(3);
        assertThat(page.offerDurable(OTHER, 1, "1"))
                .as("the caller starts the replay")
                .isTrue();
        assertThat(page.offerDurable(OTHER, 2, "2"))
                .as("the replay is queued already")
                .isFalse();
        assertThat(page.subscriptions().replays().nextStep().orElseThrow())
                .isEqualTo(new ReplayStep(8, false, 0, false, 0, Integer.MAX_VALUE));
        assertThat(sent).isEmpty();
    }

    @Test
    void buffersReceiptsUntilTheRoomIsAnnounced() {
        page.subscriptions().beginGreeting();
        page.subscriptions().offerUnnumbered(7, "receipt 1");
        page.subscriptions().offerUnnumbered(9, "receipt of a room that is not announced");
        page.subscriptions().announce(7, 3);
        page.subscriptions().completeGreeting();
        assertThat(sent).containsExactly("receipt 1");

        page.offerDurable(OTHER, 1, "1");
        page.subscriptions().offerUnnumbered(8, "receipt 2");
        assertThat(sent).as("not before the room").hasSize(1);
        page.offer("room");
        page.subscriptions().announce(8, 0);
        assertThat(sent).containsExactly("receipt 1", "room", "receipt 2");
    }

    @Test
    void sendsNothingOfARoomAfterGone() {
        greet(3);
        page.offerDurable(ROOM, 5, "5");
        page.subscriptions().replays().nextStep();
        page.subscriptions().drop(7);
        page.subscriptions().drop(7);
        assertThat(page.subscriptions().replays().send(() -> page.offer("4")))
                .as("a page of the replay that was being read")
                .isFalse();
        assertThat(page.subscriptions().replays().pageSent(5, false))
                .as("a replay is left")
                .isFalse();
        assertThat(page.subscriptions().sendRead(7, () -> page.offer("page")))
                .as("an answer to history that was being read")
                .isFalse();
        page.subscriptions().announce(7, 9);
        page.subscriptions().offerUnnumbered(7, "receipt");
        page.offerEphemeral(7, "typing");
        assertThat(sent).containsExactly("{\"type\":\"gone\",\"room\":7}");
    }

    @Test
    void sendsGoneAfterWelcomeIfTheRoomWasLeftDuringTheGreeting() {
        page.subscriptions().beginGreeting();
        page.subscriptions().announce(7, 3);
        page.subscriptions().resume(7, 1);
        page.subscriptions().drop(7);
        page.offer("welcome");
        assertThat(page.subscriptions().completeGreeting()).as("needs a replay").isFalse();
        assertThat(sent).containsExactly("welcome", "{\"type\":\"gone\",\"room\":7}");
    }

    @Test
    void announcesARoomAgainToWhoHasJoinedItAgain() {
        greet(3);
        page.subscriptions().drop(7);
        assertThat(page.offerDurable(ROOM, 6, "joined"))
                .as("the caller starts the replay")
                .isTrue();
        assertThat(page.subscriptions().replays().nextStep().orElseThrow())
                .isEqualTo(new ReplayStep(7, false, 5, false, 5, Integer.MAX_VALUE));
        assertThat(page.subscriptions().replays().send(() -> page.offer("room")))
                .isTrue();
        page.subscriptions().announce(7, 5);
        assertThat(page.subscriptions().replays().send(() -> page.offer("joined")))
                .isTrue();
        assertThat(page.subscriptions().replays().pageSent(6, false)).isFalse();
        page.offerDurable(ROOM, 7, "7");
        assertThat(sent.subList(1, 4)).containsExactly("room", "joined", "7");
    }

    @Test
    void sendsTypingOfKnownRoomsEvenIfItCameDuringTheGreeting() {
        page.offerEphemeral(7, "before hello");
        page.subscriptions().beginGreeting();
        page.subscriptions().announce(7, 3);
        page.offerEphemeral(7, "during the greeting");
        page.offerEphemeral(8, "of a room that is not announced");
        page.subscriptions().completeGreeting();
        page.offerEphemeral(7, "afterwards");
        page.offerEphemeral(8, "of an unknown room");
        assertThat(sent).containsExactly("during the greeting", "afterwards");
    }

    @Test
    void sendsOneConversationOnThePlainEndpoint() {
        Connection plain = connection(OptionalLong.of(2));
        plain.offerDurable(ROOM, 1, "theirs");
        plain.offerDurable(OTHER, 1, "of others");
        plain.subscriptions().offerUnnumbered(7, "receipt");
        plain.offerEphemeral("person");
        plain.offerEphemeral(7, "typing");
        assertThat(sent).containsExactly("theirs");
        plain.closeWithBye(CloseCode.RESTART);
        assertThat(sent).as("the plain endpoint has no bye").hasSize(1);
        assertThat(closed).containsExactly(1012);
    }

    @Test
    void closesASlowConsumerAndSkipsNoFrameBeforeThat() {
        greet(0);
        completesSends = false;
        for (int seq = 1; closed.isEmpty() && seq <= 1_000; seq++) {
            page.offerDurable(ROOM, seq, String.valueOf(seq));
        }
        assertThat(closed).containsExactly(4008);
        assertThat(sent)
                .as("the first one is on the wire, the others were dropped")
                .containsExactly("1");
    }

    @Test
    void sendsPagesAfterTheLockIsReleased() {
        greet(3);
        page.offerDurable(ROOM, 5, "5");
        page.subscriptions().replays().nextStep();
        List<String> called = new ArrayList<>();
        page.subscriptions().replays().send(() -> page.offerBulk(List.of("4", "5"), () -> called.add("replay")));
        page.subscriptions().sendRead(7, () -> page.offerBulk(List.of("page"), () -> called.add("history")));
        assertThat(sent).containsExactly("4", "5", "page");
        assertThat(called).containsExactly("replay", "history");
    }

    @Test
    void sendsByeOnceAndNothingAfterIt() {
        greet(0);
        assertThat(page.isClosing()).isFalse();
        page.closeWithBye(CloseCode.SIGNED_OUT);
        page.closeWithBye(CloseCode.RESTART);
        page.offerDurable(ROOM, 1, "1");
        assertThat(page.isClosing()).isTrue();
        assertThat(sent).containsExactly("{\"type\":\"bye\",\"code\":4501}");
        assertThat(closed).containsExactly(4501);
    }
}
