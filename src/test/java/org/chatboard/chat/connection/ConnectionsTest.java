package org.chatboard.chat.connection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;
import org.chatboard.platform.web.RequestClient;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final SignedInAccount ANN = new SignedInAccount(1, 10, "ann", "Ann", null, "USER", Instant.MAX);

    private final List<String> closed = new ArrayList<>();
    private final Settings settings = Settings.of(Map.of("CHATBOARD_LIMIT_SOCKETS_PER_ACCOUNT", "1"));
    private final Connections connections = new Connections(settings, new AccountRateLimits(settings));

    /** {@return a session whose sends never complete, as with a half-open connection} */
    private Session halfOpen() {
        RemoteEndpoint.Async remote = (RemoteEndpoint.Async) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Async.class},
                (proxy, method, arguments) -> null);
        Map<String, Object> properties = new HashMap<>();
        return (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.add(arguments[0].toString());
                    }
                    return method.getName().equals("getUserProperties") ? properties : remote;
                });
    }

    @Test
    void keepsARejectedSocketUntilItIsClosed() {
        Connection first =
                connections.add(halfOpen(), new SocketPrincipal(ANN, SocketGuard.NONE), OptionalLong.empty());
        Session session = halfOpen();
        AtomicInteger disconnected = new AtomicInteger();
        SocketGuard guard = new SocketGuard(1, clientThat(disconnected::incrementAndGet));
        Connection rejected = connections.add(session, new SocketPrincipal(ANN, guard), OptionalLong.empty());
        assertThat(rejected.isClosing()).isTrue();
        assertThat(connections.ofAccount(1)).as("gets the account's frames").containsExactly(first);
        assertThat(connections.all()).as("checked by the heartbeat").containsExactly(first, rejected);
        rejected.closeIfByeTimedOut(Long.MAX_VALUE, 0);
        assertThat(closed).singleElement().asString().contains("4505");
        assertThat(disconnected).hasValue(0);
        connections.remove(session);
        assertThat(disconnected).hasValue(1);
        assertThat(connections.all()).containsExactly(first);
    }

    private static RequestClient clientThat(Runnable disconnects) {
        return new RequestClient() {
            @Override
            public void beginStream(long bytes) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void onStreamProgress() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void reset() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void disconnectSoon() {
                disconnects.run();
            }
        };
    }
}
