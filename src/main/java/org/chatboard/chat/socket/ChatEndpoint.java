package org.chatboard.chat.socket;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.OptionalLong;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.wire.CloseCode;

/** The socket of a signed-in page, for all its rooms: {@code /ws} with the subprotocol {@code chatboard.v1}. */
@ServerEndpoint(value = "/ws", subprotocols = ChatEndpoint.SUBPROTOCOL)
public class ChatEndpoint {
    static final String SUBPROTOCOL = "chatboard.v1";

    @Inject
    SocketLifecycle lifecycle;

    /** Registers the connection. Closes it with 4506 unless the subprotocol was negotiated. */
    @OnOpen
    public void open(Session session) {
        Connection connection = lifecycle.open(session, OptionalLong.empty());
        if (!SUBPROTOCOL.equals(session.getNegotiatedSubprotocol())) {
            connection.close(CloseCode.WRONG_VERSION);
        }
    }

    /** Receives a text message, or a part of one. */
    @OnMessage
    public void receive(String part, boolean last, Session session) {
        lifecycle.receive(part, last, session);
    }

    /** Rejects a binary message: closes the socket with 1003. */
    @OnMessage
    public void receive(byte[] part, boolean last, Session session) {
        lifecycle.rejectBinary(session);
    }

    /** Removes the connection and its subscriptions. */
    @OnClose
    public void close(Session session, CloseReason reason) {
        lifecycle.close(session, reason);
    }

    /** Logs the failure. Closes the socket with 1011 if this application caused it. */
    @OnError
    public void fail(Session session, Throwable cause) {
        lifecycle.fail(session, cause);
    }
}
