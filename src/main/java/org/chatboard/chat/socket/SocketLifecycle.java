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
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.people.account.AccountService;
import org.chatboard.platform.rest.PathId;
import org.chatboard.platform.support.ServerStopping;

/** Handles the events of a socket for both endpoints, from its opening to its end. */
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
    PeopleVisibility visibility;

    @Inject
    PresenceBroadcaster presence;

    Connection open(Session session, OptionalLong plainPeer) {
        SocketPrincipal caller = (SocketPrincipal) session.getUserPrincipal(); // set by HandshakeFilter
        session.setMaxIdleTimeout(0); // off, because Heartbeat closes idle sockets
        Connection connection = connections.add(session, caller, plainPeer);
        LOG.info(() -> "WebSocket connection accepted: User=" + caller.getName());
        return connection;
    }

    void openPlain(Session session, String accountId) {
        long peer = PathId.parse(accountId);
        Connection connection = open(session, OptionalLong.of(peer));
        if (peer == connection.accountId()
                || accounts.person(peer).isEmpty()
                || !visibility.mayWriteTo(connection.account(), peer)) {
            connection.offer(ServerFrame.error(ErrorCode.RECEIVER_NOT_FOUND, "Receiver not found", null, null, 0));
            connection.close(CloseCode.NO_CONVERSATION);
        } else {
            presence.opened(connection, true);
        }
    }

    /**
     * Handles a text message once all its parts have arrived. The guard of the socket limits their total size. The parts are
     * joined here and not by the container: if a message grew too large, the container would close the socket, then look up the
     * endpoint of the closed session, and so hold endpoint and session in memory for ever.
     */
    void receive(String part, boolean last, Session session) {
        Connection connection = Connections.of(session);
        if (connection == null) {
            return;
        }
        String text = connection.partialFrame().add(part, last);
        if (text != null) {
            frames.handle(connection, text);
        }
    }

    void rejectBinary(Session session) {
        Connection connection = Connections.of(session);
        if (connection != null) {
            connection.close(CloseCode.NOT_TEXT);
        }
    }

    void onStopping(@Observes @Priority(ServerStopping.CLOSE_SOCKETS) ServerStopping event) {
        connections.all().forEach(connection -> connection.closeWithBye(CloseCode.RESTART));
    }

    void recordActivity(Session session) {
        Connection connection = Connections.of(session);
        if (connection != null) {
            connection.times().recordActivity();
        }
    }

    void close(Session session, CloseReason reason) {
        LOG.fine(() -> "WebSocket closed: User="
                + session.getUserPrincipal().getName() + ", code "
                + reason.getCloseCode().getCode());
        Connection connection = Connections.of(session);
        connections.remove(session);
        if (connection != null) {
            presence.closed(connection);
        }
    }

    void fail(Session session, Throwable cause) {
        if (cause instanceof RuntimeException
                && !isOfContainer(cause)) { // a fault of this application: the container leaves the socket open
            LOG.log(Level.WARNING, cause, () -> "WebSocket failed: " + session.getId());
            Connection connection = Connections.of(session);
            if (connection != null) {
                connection.close(CloseCode.FAULT);
            }
        } else {
            LOG.log(Level.FINE, cause, () -> "WebSocket cut: " + session.getId());
        }
    }

    /**
     * {@return whether the container rejected a frame} The container then closes the socket itself. A warning for it would let a
     * client fill the log.
     */
    private static boolean isOfContainer(Throwable cause) {
        return cause.getClass().getName().startsWith("org.glassfish.tyrus.");
    }
}
