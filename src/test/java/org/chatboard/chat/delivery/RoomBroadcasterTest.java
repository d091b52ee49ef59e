package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import jakarta.websocket.CloseReason;
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
import org.chatboard.chat.connection.SocketPrincipal;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.message.MessagesPosted;
import org.chatboard.conversation.notification.NotificationPolicy;
import org.chatboard.conversation.notification.NotifyReason;
import org.chatboard.conversation.room.NotifyLevel;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.testing.PlainMessages;
import org.junit.jupiter.api.Test;

/** A committed message that cannot be sent: the sockets that may lack it are closed, so that their clients resume. */
class RoomBroadcasterTest {
    private static final long ROOM = 7;
    private static final MessagesPosted FIRST =
            new MessagesPosted(List.of(new MessagesPosted.Posted(1, null, PlainMessages.message(ROOM, 1, "hello"))));

    private final Connections connections;
    private final RoomBroadcaster broadcaster = new RoomBroadcaster();
    private final List<String> closed = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private List<Long> members = List.of(1L, 2L);
    private long failing;

    RoomBroadcasterTest() {
        Settings settings = Settings.of(Map.of());
        connections = new Connections(settings, new AccountRateLimits(settings));
        broadcaster.connections = connections;
        broadcaster.settings = settings;
        broadcaster.notifications = new SilentPolicy();
        broadcaster.threads = new DeliveryThreads() {
            @Override
            void execute(long roomId, Task task) {
                while (task.runPart()) {}
            }
        };
        broadcaster.rooms = new RoomCache() {
            @Override
            public Optional<RoomMembers> members(long roomId) {
                if (members == null) {
                    throw new EJBException("the database does not answer");
                }
                return Optional.of(RoomMembers.direct(roomId, members));
            }
        };
        open(1);
        open(2);
    }

    /** Opens a page whose client knows the room and has no message of it. */
    private void open(long account) {
        String name = "p" + account;
        Connection connection = connections.add(
                session(account),
                new SocketPrincipal(
                        new SignedInAccount(account, account, name, name, null, "USER", Instant.MAX), SocketGuard.NONE),
                OptionalLong.empty());
        connection.subscriptions().beginGreeting();
        connection.subscriptions().announce(ROOM, 0);
        connection.subscriptions().completeGreeting();
    }

    private Session session(long account) {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
            if (account == failing) {
                throw new OutOfMemoryError("as a frame is sent");
            }
            sent.add(account + " " + arguments[0]);
            ((SendHandler) arguments[1]).onResult(new SendResult());
            return null;
        });
        Map<String, Object> properties = new HashMap<>();
        return proxy(Session.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                closed.add(account + " "
                        + ((CloseReason) arguments[0]).getCloseCode().getCode());
                return null;
            }
            return method.getName().equals("getUserProperties") ? properties : remote;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void sendsToTheMembersAtTheMomentOfSending() {
        members = List.of(2L); // Ann was removed after the commit
        broadcaster.onPosted(FIRST);
        assertThat(sent).hasSize(1).first().asString().startsWith("2 ").contains("hello");
        assertThat(closed).isEmpty();
    }

    @Test
    void closesOnlyTheSocketThatFails() {
        failing = 1;
        broadcaster.onPosted(FIRST);
        assertThat(closed).containsExactly("1 " + CloseCode.FAULT.getCode());
        assertThat(sent).hasSize(1).first().asString().startsWith("2 ");
    }

    @Test
    void closesAllSocketsIfTheMembersCannotBeRead() {
        members = null;
        assertThatThrownBy(() -> broadcaster.onPosted(FIRST)).isInstanceOf(EJBException.class);
        assertThat(closed)
                .containsExactlyInAnyOrder("1 " + CloseCode.FAULT.getCode(), "2 " + CloseCode.FAULT.getCode());
    }

    /** A policy by which every message rings, and whose levels can be read only so often. */
    private static NotificationPolicy policyWithReads(int reads) {
        return new NotificationPolicy() {
            private int left = reads;

            @Override
            public Map<Long, NotifyLevel> levels(long roomId) {
                left--;
                if (left < 0) {
                    throw new EJBException("the database does not answer");
                }
                return Map.of();
            }

            @Override
            public NotifyReason reason(MessageDto message, long accountId, Map<Long, NotifyLevel> ofRoom) {
                return NotifyReason.MESSAGE;
            }
        };
    }

    @Test
    void readsTheLevelsOnceForAllRecipients() {
        broadcaster.notifications = policyWithReads(1);
        broadcaster.onPosted(FIRST);
        assertThat(sent).hasSize(2);
        assertThat(closed).isEmpty();
    }

    @Test
    void closesAllSocketsIfTheLevelsCannotBeRead() {
        broadcaster.notifications = policyWithReads(0);
        assertThatThrownBy(() -> broadcaster.onPosted(FIRST)).isInstanceOf(EJBException.class);
        assertThat(closed)
                .containsExactlyInAnyOrder("1 " + CloseCode.FAULT.getCode(), "2 " + CloseCode.FAULT.getCode());
        assertThat(sent).isEmpty();
    }
}
