package org.chatboard.chat;

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
import org.chatboard.account.CurrentAccount;
import org.chatboard.account.Person;
import org.chatboard.account.SignedIn;
import org.chatboard.message.MessageDto;
import org.chatboard.message.MessageHistory;
import org.chatboard.message.MessagePage;
import org.chatboard.room.RoomKind;
import org.chatboard.room.RoomMembers;
import org.chatboard.room.Rooms;
import org.chatboard.system.RefusedException;
import org.chatboard.system.Settings;
import org.junit.jupiter.api.Test;

/** Sockets that ask for pages of history faster than they read them. */
class HistoryPagesTest {
    private static final long ROOM = 7;
    private static final int PAGE_CHARACTERS = 10_000;
    private static final SignedIn ANN = new SignedIn(1, 10, "ann", "Ann", "USER", Instant.MAX);
    private static final ClientFrame.History NEWEST = new ClientFrame.History(ROOM, null, null, 200);

    private final List<SendHandler> onTheWire = new ArrayList<>();
    private final Connections connections = new Connections();
    private final HistoryPages pages = new HistoryPages();
    private int read;
    private boolean member = true;
    private Error fault;
    private String lastSent;
    private String closedWith;

    HistoryPagesTest() {
        // sixteen times as much at once: 16 pages and a little more
        connections.settings = Settings.of(Map.of("CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "" + PAGE_CHARACTERS));
        pages.executor = proxy(ManagedExecutorService.class, (proxy, method, arguments) -> {
            ((Runnable) arguments[0]).run();
            return null;
        });
        pages.rooms = new Rooms() {
            @Override
            public Optional<RoomMembers> ofMember(long roomId, long accountId) {
                return member
                        ? Optional.of(new RoomMembers(roomId, RoomKind.DIRECT, List.of(1L, 2L)))
                        : Optional.empty();
            }
        };
        pages.history = new MessageHistory() {
            @Override
            public MessagePage newest(long roomId, int limit) {
                read++;
                if (fault != null) {
                    throw fault;
                }
                MessageDto message = new MessageDto(
                        1,
                        ROOM,
                        1,
                        1,
                        new Person(2, "ben", "Ben"),
                        "c",
                        "m".repeat(PAGE_CHARACTERS),
                        Instant.EPOCH,
                        null,
                        null,
                        MessageDto.Later.NOTHING);
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
        return connections.add(session, ANN, OptionalLong.empty());
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The client reads what is on the wire. */
    private void reads() {
        onTheWire.remove(0).onResult(new SendResult());
    }

    @Test
    void readsTheNextPageWhenTheOneBeforeIsOnTheWire() {
        Connection socket = socket();
        for (int i = 0; i < AskedPages.MAX; i++) {
            pages.ask(socket, NEWEST);
        }
        assertThat(read).isEqualTo(1);
        reads();
        assertThat(read).isEqualTo(2);
        assertThat(onTheWire).hasSize(1);
    }

    @Test
    void rejectsWhatIsAskedFarAheadOfWhatIsRead() {
        Connection socket = socket();
        for (int i = 0; i < AskedPages.MAX; i++) {
            pages.ask(socket, NEWEST);
        }
        assertThatThrownBy(() -> pages.ask(socket, NEWEST))
                .isInstanceOfSatisfying(FrameException.class, e -> assertThat(e.toFrame())
                        .contains("\"code\":\"rate_limited\"", "\"retryAfterMs\":1000", "\"room\":" + ROOM));
        reads();
        pages.ask(socket, NEWEST);
    }

    @Test
    void countsWhatIsReadForTheAccountOverAllItsSockets() {
        List<Connection> sockets = List.of(socket(), socket(), socket());
        int asked = 0;
        while (sockets.get(0).budget().readWaitMs() == 0) {
            pages.ask(sockets.get(asked++ % 3), NEWEST);
            reads();
        }
        assertThat(asked).as("pages at once").isBetween(15, 18);
        assertThat(sockets).allSatisfy(socket -> assertThatThrownBy(() -> pages.ask(socket, NEWEST))
                .isInstanceOfSatisfying(
                        FrameException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED)));
    }

    @Test
    void answersAWaitingRequestOfAFormerMemberWithAnError() {
        Connection socket = socket();
        pages.ask(socket, NEWEST);
        pages.ask(socket, NEWEST);
        member = false;
        reads();
        assertThat(read).isEqualTo(1);
        assertThat(lastSent).contains("\"code\":\"room_not_found\"");
    }

    @Test
    void closesASocketWhoseNextPageWouldNeverCome() {
        Connection socket = socket();
        fault = new OutOfMemoryError("as a page is made");
        pages.ask(socket, NEWEST);
        assertThat(closedWith).contains(String.valueOf(CloseCode.FAULT.getCode()));
        assertThat(socket.isLeaving()).isTrue();
    }

    @Test
    void countsWhatIsReadByRestAsPages() {
        Connection socket = socket();
        Spending spending = new Spending();
        spending.connections = connections;
        spending.current = new CurrentAccount() {
            @Override
            public SignedIn require() {
                return ANN;
            }
        };
        while (socket.budget().readWaitMs() == 0) {
            spending.read(() -> "m".repeat(PAGE_CHARACTERS));
            read++;
        }
        assertThat(read).as("pages at once").isBetween(15, 18);
        assertThatThrownBy(() -> spending.read(() -> fail("It is not read")))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.status()).isEqualTo(429);
                    assertThat(e.retryAfterSeconds()).isPresent();
                });
        assertThatThrownBy(() -> pages.ask(socket, NEWEST)).isInstanceOf(FrameException.class);
    }
}
