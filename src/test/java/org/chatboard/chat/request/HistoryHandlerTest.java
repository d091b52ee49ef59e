package org.chatboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import jakarta.enterprise.concurrent.ManagedExecutorService;
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
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.connection.HistoryRequests;
import org.chatboard.chat.connection.SocketPrincipal;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.chat.wire.ClientFrame;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.chat.wire.ErrorCode;
import org.chatboard.chat.wire.FrameException;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.testing.PlainMessages;
import org.junit.jupiter.api.Test;

/** Sockets whose clients request pages of history faster than they read them. */
class HistoryHandlerTest {
    private static final long ROOM = 7;
    private static final int PAGE_CHARACTERS = 10_000;
    private static final SignedInAccount ANN = new SignedInAccount(1, 10, "ann", "Ann", null, "USER", Instant.MAX);
    private static final ClientFrame.History NEWEST = new ClientFrame.History(ROOM, null, null, 200);

    private final List<SendHandler> onTheWire = new ArrayList<>();

    /** The read limit allows about one page a second, and a burst of about 16 pages. */
    private final Settings settings =
            Settings.of(Map.of("CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "" + PAGE_CHARACTERS));

    private final AccountRateLimits rateLimits = new AccountRateLimits(settings);
    private final Connections connections = new Connections(settings, rateLimits);
    private final HistoryHandler handler = new HistoryHandler();
    private int read;
    private boolean member = true;
    private Error fault;
    private String lastSent;
    private String closedWith;

    HistoryHandlerTest() {
        handler.executor = proxy(ManagedExecutorService.class, (proxy, method, arguments) -> {
            ((Runnable) arguments[0]).run();
            return null;
        });
        handler.access = new RoomAccess(new RoomCache() {
            @Override
            public Optional<RoomMembers> members(long roomId) {
                return Optional.of(RoomMembers.direct(roomId, member ? List.of(1L, 2L) : List.of(2L)));
            }
        });
        handler.history = new MessageHistory() {
            @Override
            public MessagePage newest(long roomId, long reader, int limit) {
                read++;
                if (fault != null) {
                    throw fault;
                }
                MessageDto message = PlainMessages.message(ROOM, 1, "m".repeat(PAGE_CHARACTERS));
                return new MessagePage(ROOM, List.of(message), 1, 1, true, List.of());
            }
        };
    }

    private Connection socket() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
            lastSent = (String) arguments[0];
            onTheWire.add((SendHandler) arguments[1]);
            return null;
        });
        Map<String, Object> properties = new HashMap<>();
        Session session = proxy(Session.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                closedWith = String.valueOf(arguments[0]);
            }
            return method.getName().equals("getUserProperties") ? properties : remote;
        });
        return connections.add(session, new SocketPrincipal(ANN, SocketGuard.NONE), OptionalLong.empty());
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Completes the send of the frame on the wire. */
    private void complete() {
        onTheWire.remove(0).onResult(new SendResult());
    }

    @Test
    void readsTheNextPageWhenTheLastOneWasSent() {
        Connection socket = socket();
        for (int i = 0; i < HistoryRequests.MAX; i++) {
            handler.handle(socket, NEWEST);
        }
        assertThat(read).isEqualTo(1);
        complete();
        assertThat(read).isEqualTo(2);
        assertThat(onTheWire).hasSize(1);
    }

    @Test
    void rejectsTooManyWaitingRequests() {
        Connection socket = socket();
        for (int i = 0; i < HistoryRequests.MAX; i++) {
            handler.handle(socket, NEWEST);
        }
        assertThatThrownBy(() -> handler.handle(socket, NEWEST))
                .isInstanceOfSatisfying(FrameException.class, e -> assertThat(e.toFrame())
                        .contains("\"code\":\"rate_limited\"", "\"retryAfterMs\":1000", "\"room\":" + ROOM));
        complete();
        handler.handle(socket, NEWEST);
    }

    @Test
    void sharesTheReadLimitBetweenTheSocketsOfAnAccount() {
        List<Connection> sockets = List.of(socket(), socket(), socket());
        int requested = 0;
        while (sockets.get(0).limiter().readWaitMs() == 0) {
            handler.handle(sockets.get(requested++ % 3), NEWEST);
            complete();
        }
        assertThat(requested).as("pages in a burst").isBetween(15, 18);
        assertThat(sockets).allSatisfy(socket -> assertThatThrownBy(() -> handler.handle(socket, NEWEST))
                .isInstanceOfSatisfying(
                        FrameException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED)));
    }

    @Test
    void answersAWaitingRequestOfAFormerMemberWithAnError() {
        Connection socket = socket();
        handler.handle(socket, NEWEST);
        handler.handle(socket, NEWEST);
        member = false;
        complete();
        assertThat(read).isEqualTo(1);
        assertThat(lastSent).contains("\"code\":\"room_not_found\"");
    }

    @Test
    void closesASocketWhosePageFails() {
        Connection socket = socket();
        fault = new OutOfMemoryError("as a page is made");
        handler.handle(socket, NEWEST);
        assertThat(closedWith).contains(String.valueOf(CloseCode.FAULT.getCode()));
        assertThat(socket.isClosing()).isTrue();
    }

    @Test
    void sharesTheReadLimitWithRest() {
        Connection socket = socket();
        CurrentAccount ann = new CurrentAccount() {
            @Override
            public SignedInAccount require() {
                return ANN;
            }
        };
        RequestRateLimiter rateLimiter = new RequestRateLimiter(ann, rateLimits);
        while (socket.limiter().readWaitMs() == 0) {
            rateLimiter.read(() -> "m".repeat(PAGE_CHARACTERS));
            read++;
        }
        assertThat(read).as("pages in a burst").isBetween(15, 18);
        assertThatThrownBy(() -> rateLimiter.read(() -> fail("It is not read")))
                .isInstanceOfSatisfying(RejectedException.class, e -> {
                    assertThat(e.status()).isEqualTo(429);
                    assertThat(e.retryAfterSeconds()).isPresent();
                });
        assertThatThrownBy(() -> handler.handle(socket, NEWEST)).isInstanceOf(FrameException.class);
    }
}
