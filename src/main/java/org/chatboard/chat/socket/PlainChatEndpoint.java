package org.chatboard.chat.socket;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/**
 * The plain endpoint, for scripts and the test panel: one conversation, {@code {"message": "hi"}} in and {@code message} frames
 * out.
 */
@ServerEndpoint("/ws/chat/{accountId}")
public class PlainChatEndpoint {
    @Inject
    SocketLifecycle lifecycle;

    /** Registers the connection. Closes it with 4503 if there is no such account. */
    @OnOpen
    public void open(Session session, @PathParam("accountId") String accountId) {
        lifecycle.openPlain(session, accountId);
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

    /**
     * Restarts the idle timeout when the client answers a protocol ping. The server sends protocol pings because clients of this
     * endpoint send no JSON frame {@code pong}.
     */
    @OnMessage
    public void alive(PongMessage pong, Session session) {
        lifecycle.recordActivity(session);
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
