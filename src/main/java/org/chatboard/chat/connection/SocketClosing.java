package org.chatboard.chat.connection;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.chat.wire.ServerFrame;

/** The end of a socket that the server decides on: at once, or after {@code bye}. Any thread may call any method. */
final class SocketClosing {
    private static final Logger LOG = Logger.getLogger(SocketClosing.class.getName());

    private final Session session;
    private final String username;
    private final SendQueue queue;
    private final FrameLimiter limiter;
    private volatile CloseCode closeCode; // null until the server decides to close the socket
    private volatile long byeSentMs;
    private volatile boolean closed;

    /**
     * Creates the end of an open socket.
     *
     * @param username of its account, for the log
     */
    SocketClosing(Session session, String username, SendQueue queue, FrameLimiter limiter) {
        this.session = session;
        this.username = username;
        this.queue = queue;
        this.limiter = limiter;
    }

    /**
     * Sends {@code bye}, and closes the socket once {@code bye} is on the wire. Frames that are queued already are sent first if the server
     * stops, and dropped for any other code. If the client does not read {@code bye}, {@link #closeIfByeTimedOut} closes the socket. Has no
     * effect if the socket is closing already.
     *
     * @param silently whether the endpoint has no {@code bye}, so that the socket is closed at once
     */
    void closeWithBye(CloseCode code, boolean silently) {
        if (closeCode != null) {
            return;
        }
        byeSentMs = System.currentTimeMillis(); // set before the close code: from then on the heartbeat reads it
        recordCloseCode(code);
        if (silently) {
            close(code);
        } else {
            queue.offerLast(ServerFrame.bye(code), code != CloseCode.RESTART, () -> close(code));
            queue.flush();
        }
    }

    /** Closes the socket if {@code bye} was queued at least {@code timeoutMs} milliseconds ago. */
    void closeIfByeTimedOut(long nowMs, long timeoutMs) {
        CloseCode code = closeCode;
        if (code != null && nowMs - byeSentMs >= timeoutMs) {
            close(code);
        }
    }

    /** Closes the socket at once and drops the frames in its send queue. A second call has no effect. */
    void close(CloseCode code) {
        if (closed) {
            return;
        }
        recordCloseCode(code);
        closed = true;
        queue.close();
        LOG.info(() -> "WebSocket closed by the server: User=" + username + ", code " + code.getCode());
        try {
            CloseReason reason = code.reason();
            session.close(reason);
        } catch (IOException | RuntimeException e) { // not rethrown: the caller may have to close other sockets
            LOG.log(Level.FINE, "The socket was closed already", e);
        }
    }

    private void recordCloseCode(CloseCode code) {
        if (code == CloseCode.FLOOD && closeCode == null) {
            limiter.countFlood();
        }
        closeCode = code;
    }

    /** Stops sending, because the session is closed. */
    void onSessionClosed() {
        closed = true;
        queue.close();
    }

    /** {@return whether the server has decided to close the socket} */
    boolean isClosing() {
        return closeCode != null;
    }
}
