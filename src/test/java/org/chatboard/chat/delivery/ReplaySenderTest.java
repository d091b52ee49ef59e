package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.connection.SocketPrincipal;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.SequencedChange;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.conversation.notification.NotifyReason;
import org.chatboard.conversation.request.ChangeKind;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.testing.Json;
import org.chatboard.testing.PlainMessages;
import org.junit.jupiter.api.Test;

/** Replays a room, in which one message was changed 999 times, to a slow reader. */
class ReplaySenderTest {
    private static final long ROOM = 7;
    private static final int CHANGES = 999;
    private static final int AT_ONCE = 100;
    private static final int ALL_AT_ONCE = 24 << 20; // bytes, more than the read limit allows in a burst
    private static final SignedInAccount ANN = new SignedInAccount(1, 10, "ann", "Ann", null, "USER", Instant.MAX);
    private static final String OF_ANOTHER_ROOM = "{\"of\":\"another room\"}";

    private final List<String> sent = new ArrayList<>();
    private final List<SendHandler> onTheWire = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final ReplaySender replays = new ReplaySender();
    private final Connections connections;
    private final Connection reader;
    private Error fault;
    private List<Long> members = List.of(ANN.accountId(), 2L);

    ReplaySenderTest() {
        Settings settings = Settings.of(Map.of());
        connections = new Connections(settings, new AccountRateLimits(settings));
        reader = connections.add(session(), new SocketPrincipal(ANN, SocketGuard.NONE), OptionalLong.empty());
        replays.executor = proxy(ManagedExecutorService.class, (proxy, method, arguments) -> {
            ((Runnable) arguments[0]).run();
            return null;
        });
        replays.history = new MessageHistory() {
            @Override
            public MessagePage after(long roomId, long reader, long seq, int limit) {
                if (fault != null) {
                    throw fault;
                }
                return gap();
            }
        };
        replays.overviews = new RoomOverviewQuery() {
            @Override
            public Optional<RoomOverview> asOf(long roomId, long accountId, long seq) {
                return Optional.of(new RoomOverview(
                        roomId,
                        RoomKind.PRIVATE,
                        "Lunch",
                        null,
                        null,
                        null,
                        List.of(),
                        2,
                        RoomRole.MEMBER,
                        "e",
                        seq,
                        0,
                        0,
                        List.of(),
                        0,
                        0,
                        NotifyLevel.ALL,
                        null));
            }
        };
        replays.notifications = new SilentPolicy();
        replays.access = new RoomAccess(new RoomCache() {
            @Override
            public Optional<RoomMembers> members(long roomId) {
                return Optional.of(new RoomMembers(roomId, RoomKind.PRIVATE, members, Set.of(), false));
            }
        });
        reader.subscriptions().beginGreeting();
        reader.subscriptions().completeGreeting();
    }

    private static MessagePage gap() {
        MessageDto message = PlainMessages.changed(ROOM, 1, CHANGES + 1);
        List<SequencedChange> changes = LongStream.rangeClosed(2, CHANGES + 1)
                .mapToObj(seq -> new SequencedChange(seq, ChangeKind.EDIT, 1_001))
                .toList();
        return new MessagePage(ROOM, List.of(message), 1, CHANGES + 1, false, changes);
    }

    private Session session() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
            sent.add((String) arguments[0]);
            onTheWire.add((SendHandler) arguments[1]);
            return null;
        });
        return proxy(Session.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                closed.add(String.valueOf(arguments[0]));
            }
            return method.getName().equals("getUserProperties") ? new HashMap<>() : remote;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void sendsAGapOfAThousandNumbersInBatchesThatLetOtherRoomsThrough() {
        assertThat(reader.subscriptions().offerDurable(ROOM, 1, "the first frame of the room"))
                .isTrue();
        replays.start(reader);
        reader.offer(OF_ANOTHER_ROOM);
        while (!onTheWire.isEmpty()) {
            onTheWire.remove(0).onResult(new SendResult());
        }
        assertThat(sent).hasSize(1 + 1 + CHANGES + 1);
        assertThat(sent.get(0)).startsWith("{\"type\":\"room\"");
        assertThat(sent.indexOf(OF_ANOTHER_ROOM)).isEqualTo(1 + AT_ONCE);
        assertThat(sent.get(CHANGES + 2)).contains("\"seq\":" + (CHANGES + 1));
        assertThat(closed).isEmpty();
    }

    @Test
    void replaysNothingToAFormerMember() {
        reader.subscriptions().offerDurable(ROOM, 1, "the first frame of the room");
        members = List.of(2L);
        replays.start(reader);
        assertThat(sent).containsExactly("{\"type\":\"gone\",\"room\":" + ROOM + "}");
    }

    @Test
    void sendsNoFurtherBatchToSomebodyWhoIsRemovedDuringAReplay() {
        reader.subscriptions().offerDurable(ROOM, 1, "the first frame of the room");
        replays.start(reader);
        reader.subscriptions().drop(ROOM);
        while (!onTheWire.isEmpty()) {
            onTheWire.remove(0).onResult(new SendResult());
        }
        assertThat(sent).hasSizeLessThan(CHANGES).last().isEqualTo("{\"type\":\"gone\",\"room\":" + ROOM + "}");
        assertThat(closed).isEmpty();
    }

    @Test
    void ringsOnceForAMessageThatIsCommittedDuringAResume() {
        replays.notifications = new NotificationPolicy() {
            @Override
            public Map<Long, NotifyLevel> levels(long roomId) {
                return Map.of();
            }

            @Override
            public NotifyReason reason(MessageDto message, long accountId, Map<Long, NotifyLevel> ofRoom) {
                return NotifyReason.MENTION;
            }
        };
        replays.history = new MessageHistory() {
            @Override
            public MessagePage after(long roomId, long reader, long seq, int limit) {
                return seq == 0
                        ? new MessagePage(
                                ROOM,
                                List.of(
                                        PlainMessages.message(ROOM, 1),
                                        PlainMessages.message(ROOM, 2),
                                        PlainMessages.message(ROOM, 3)),
                                1,
                                3,
                                false,
                                List.of())
                        : new MessagePage(
                                ROOM,
                                List.of(PlainMessages.changed(ROOM, 3, 4), PlainMessages.message(ROOM, 5)),
                                4,
                                5,
                                false,
                                List.of());
            }
        };
        Connection resuming =
                connections.add(session(), new SocketPrincipal(ANN, SocketGuard.NONE), OptionalLong.empty());
        resuming.subscriptions().beginGreeting();
        resuming.subscriptions().announce(ROOM, 2);
        resuming.subscriptions().resume(ROOM, 0);
        resuming.subscriptions().offerDurable(ROOM, 5, "a frame that the replay sends");
        assertThat(resuming.subscriptions().completeGreeting()).isTrue();
        replays.start(resuming);
        while (!onTheWire.isEmpty()) {
            onTheWire.remove(0).onResult(new SendResult());
        }
        assertThat(sent)
                .map(Json::parse)
                .map(frame ->
                        frame.getString("type") + " " + frame.getInt("seq", 0) + " " + frame.getString("notify", ""))
                .containsExactly(
                        "message 1 ",
                        "message 2 ",
                        "message 3 mention",
                        "message 3 ",
                        "message 5 mention",
                        "synced 0 ");
    }

    @Test
    void closesASocketWhoseReplayFails() {
        fault = new OutOfMemoryError("as a gap is read");
        assertThat(reader.subscriptions().offerDurable(ROOM, 1, "the first frame of the room"))
                .isTrue();
        replays.start(reader);
        assertThat(closed).hasSize(1).first().asString().contains(String.valueOf(CloseCode.FAULT.getCode()));
    }

    @Test
    void closesASocketWhoseReplayIsRejectedBecauseTheServerStops() {
        replays.scheduler = proxy(ManagedScheduledExecutorService.class, (proxy, method, arguments) -> {
            throw new RejectedExecutionException("the server stops");
        });
        reader.limiter().countRead("x".repeat(ALL_AT_ONCE + 1));
        assertThat(reader.subscriptions().offerDurable(ROOM, 1, "the first frame of the room"))
                .isTrue();
        replays.start(reader);
        assertThat(closed).hasSize(1).first().asString().contains(String.valueOf(CloseCode.RESTART.getCode()));
    }
}
