package org.chatboard.chat.socket;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.connection.SocketPrincipal;
import org.chatboard.chat.delivery.PresenceBroadcaster;
import org.chatboard.chat.request.FrameHandler;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.chat.wire.ErrorCode;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.people.account.AccountService;
import org.chatboard.platform.support.ServerStopping;

/** What both doors do with a socket from its opening to its end. */
@ApplicationScoped
public class SocketLifecycle {
    private static final Logger LOG = Logger.getLogger(SocketLifecycle.class.getName());

    @Inject
    Connections connections;

    @Inject
    FrameHandler frames;

    @Inject
    AccountService accounts;

    @Inject
    PresenceBroadcaster presence;

    Connection open(Session session, OptionalLong plainPeer) {
        SocketPrincipal caller = (SocketPrincipal) session.getUserPrincipal(); // of HandshakeFilter
        session.setMaxIdleTimeout(0); // the heartbeat sees to it
        Connection connection = connections.add(session, caller.who(), plainPeer);
        connection.watch(caller.guard());
        LOG.info(() -> "WebSocket connection accepted: User=" + caller.getName());
        return connection;
    }

    void openPlain(Session session, String accountId) {
        long peer = accountId.matches("\\d{1,18}") ? Long.parseLong(accountId) : 0;
        Connection connection = open(session, OptionalLong.of(peer));
        if (peer == connection.accountId() || accounts.person(peer).isEmpty()) {
            connection.offer(ServerFrame.error(ErrorCode.RECEIVER_NOT_FOUND, "Receiver not found", null, null, 0));
            connection.close(CloseCode.NO_CONVERSATION);
        } else {
            presence.came(connection, true);
        }
    }

    /**
     * A frame may come in parts, whose sum the guard of the socket bounds. They are put together here: where the container does it
     * and they become too much, it closes the socket, and then asks for the endpoint of the closed session, which it keeps together
     * with the session for ever.
     */
    void receive(String part, boolean last, Session session) {
        Connection connection = Connections.of(session);
        if (connection == null) {
            return;
        }
        String text = connection.parts().add(part, last);
        if (text != null) {
            frames.handle(connection, text);
        }
    }

    void refuseBinary(Session session) {
        Connection connection = Connections.of(session);
        if (connection != null) {
            connection.close(CloseCode.NOT_TEXT);
        }
    }

    void onStopping(@Observes @Priority(ServerStopping.CLOSE_SOCKETS) ServerStopping event) {
        connections.all().forEach(connection -> connection.bye(CloseCode.RESTART));
    }

    void heard(Session session) {
        Connection connection = Connections.of(session);
        if (connection != null) {
            connection.heard();
        }
    }

    void close(Session session, CloseReason reason) {
        LOG.fine(() -> "WebSocket closed: User="
                + session.getUserPrincipal().getName() + ", code "
                + reason.getCloseCode().getCode());
        Connection connection = Connections.of(session);
        connections.remove(session);
        if (connection != null) {
            presence.left(connection);
        }
    }

    void fail(Session session, Throwable cause) {
        if (cause instanceof RuntimeException
                && !isOfContainer(cause)) { // ours, and the container leaves the socket open
            LOG.log(Level.WARNING, cause, () -> "WebSocket failed: " + session.getId());
            Connection connection = Connections.of(session);
            if (connection != null) {
                connection.close(CloseCode.FAULT);
            }
        } else {
            LOG.log(Level.FINE, cause, () -> "WebSocket cut: " + session.getId());
        }
    }

    /** A frame that the container refuses, such as one too large: it closes the socket, and a client could fill the log with it. */
    private static boolean isOfContainer(Throwable cause) {
        return cause.getClass().getName().startsWith("org.glassfish.tyrus.");
    }
}
