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

    /** Takes the socket in. */
    @OnOpen
    public void open(Session session) {
        Connection connection = lifecycle.open(session, OptionalLong.empty());
        if (!SUBPROTOCOL.equals(session.getNegotiatedSubprotocol())) {
            connection.close(CloseCode.WRONG_VERSION);
        }
    }

    /** Handles a text frame, or a part of one. */
    @OnMessage
    public void receive(String part, boolean last, Session session) {
        lifecycle.receive(part, last, session);
    }

    /** Refuses a binary frame. */
    @OnMessage
    public void receive(byte[] part, boolean last, Session session) {
        lifecycle.refuseBinary(session);
    }

    /** Lets the socket go. */
    @OnClose
    public void close(Session session, CloseReason reason) {
        lifecycle.close(session, reason);
    }

    /** Notes what broke, and ends the socket where that was ours. */
    @OnError
    public void fail(Session session, Throwable cause) {
        lifecycle.fail(session, cause);
    }
}
