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
import java.util.Set;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRates;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final AccountRates UNLIMITED = new AccountRates(Settings.of(Map.of(
                    "CHATBOARD_LIMIT_MESSAGES_PER_SECOND", "0",
                    "CHATBOARD_LIMIT_FRAMES_PER_SECOND", "0",
                    "CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "0"))
            .limits());

    private static final RoomMembers ROOM = new RoomMembers(7, RoomKind.DIRECT, List.of(1L, 2L));
    private static final RoomMembers OTHER = new RoomMembers(8, RoomKind.DIRECT, List.of(1L, 3L));

    private final List<String> sent = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private final Connection page = connection(OptionalLong.empty());

    private Connection connection(OptionalLong plainPeer) {
        RemoteEndpoint.Async remote = (RemoteEndpoint.Async) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Async.class},
                (proxy, method, arguments) -> {
                    sent.add((String) arguments[0]);
                    ((SendHandler) arguments[1]).onResult(new SendResult());
                    return null;
                });
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.add(((CloseReason) arguments[0]).getCloseCode().getCode());
                        return null;
                    }
                    return remote;
                });
        SignedInAccount ann = new SignedInAccount(1, 10, "ann", "Ann", "USER", Instant.MAX);
        return new Connection(session, ann, plainPeer, new SendQueue(session, 256), new FrameLimiter(() -> UNLIMITED));
    }

    /** As {@code hello} does: it knows of the room, and holds it up to a number. */
    private void greet(long seq) {
        page.feed().startGreeting();
        page.feed().announced(7, seq);
        assertThat(page.feed().greeted(Set.of())).isEmpty();
    }

    @Test
    void hearsNothingBeforeItIsWelcomed() {
        page.offerPassing("person");
        page.feed().offerOfRoom(7, "receipt");
        assertThat(page.offerLive(ROOM, 1, "message")).isFalse();
        page.feed().startGreeting();
        page.offerPassing("somebody else");
        assertThat(sent).isEmpty();
        page.feed().greeted(Set.of());
        assertThat(sent).containsExactly("somebody else");
    }

    @Test
    void isGreetedOnce() {
        assertThat(page.feed().isNew()).isTrue();
        assertThat(page.feed().startGreeting()).isTrue();
        assertThat(page.feed().startGreeting()).isFalse();
        assertThat(page.feed().isNew()).isFalse();
    }

    @Test
    void getsLiveFramesFromWhereItStands() {
        greet(3);
        page.offerLive(ROOM, 3, "3");
        page.offerLive(ROOM, 4, "4");
        page.offerLive(ROOM, 5, "5");
        page.feed().offerOfRoom(7, "receipt");
        page.offerPassing("person");
        assertThat(sent).containsExactly("4", "5", "receipt", "person");
    }

    @Test
    void readsFromTheDatabaseWhatWasCommittedWhileItWasGreeted() {
        page.feed().startGreeting();
        page.offerLive(ROOM, 4, "4");
        page.feed().announced(7, 3);
        assertThat(page.feed().greeted(Set.of())).containsExactly(7L);
        page.offerLive(ROOM, 5, "5");
        assertThat(sent).isEmpty();
        assertThat(page.feed().replayedTo(7, 4, null)).isFalse();
        assertThat(page.feed().replayedTo(7, 5, "synced")).isTrue();
        page.offerLive(ROOM, 6, "6");
        assertThat(sent).containsExactly("synced", "6");
    }

    @Test
    void isToldOfARoomBeforeItsFirstMessage() {
        greet(3);
        assertThat(page.offerLive(OTHER, 1, "1"))
                .as("the caller tells of the room")
                .isTrue();
        assertThat(page.offerLive(OTHER, 2, "2")).as("it is on its way").isFalse();
        assertThat(page.feed().told(8)).isEqualTo(new RoomSubscriptions.Told(false, 0));
        assertThat(sent).isEmpty();
    }

    @Test
    void losesNoReceiptThatComesWhileItIsGreetedOrToldOfARoom() {
        page.feed().startGreeting();
        page.feed().offerOfRoom(7, "receipt 1");
        page.feed().offerOfRoom(9, "receipt of a room that it is not told of");
        page.feed().announced(7, 3);
        page.feed().greeted(Set.of());
        assertThat(sent).containsExactly("receipt 1");

        page.offerLive(OTHER, 1, "1");
        page.feed().offerOfRoom(8, "receipt 2");
        assertThat(sent).as("not before the room").hasSize(1);
        page.offer("room");
        page.feed().announced(8, 0);
        assertThat(sent).containsExactly("receipt 1", "room", "receipt 2");
    }

    @Test
    void carriesOneConversationAtThePlainDoor() {
        Connection plain = connection(OptionalLong.of(2));
        plain.offerLive(ROOM, 1, "theirs");
        plain.offerLive(OTHER, 1, "of others");
        plain.feed().offerOfRoom(7, "receipt");
        plain.offerPassing("person");
        assertThat(sent).containsExactly("theirs");
        plain.bye(CloseCode.RESTART);
        assertThat(sent).as("knows no bye").hasSize(1);
        assertThat(closed).containsExactly(1012);
    }

    @Test
    void saysByeOnceAndIsDeafFromThen() {
        greet(0);
        assertThat(page.isLeaving()).isFalse();
        page.bye(CloseCode.SIGNED_OUT);
        page.bye(CloseCode.RESTART);
        page.offerLive(ROOM, 1, "1");
        assertThat(page.isLeaving()).isTrue();
        assertThat(sent).containsExactly("{\"type\":\"bye\",\"code\":4501}");
        assertThat(closed).containsExactly(4501);
    }
}
