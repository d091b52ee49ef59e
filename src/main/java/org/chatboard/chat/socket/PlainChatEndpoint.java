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

/** The plain door, for a script or the test panel: one conversation, {@code {"message": "hi"}} in and {@code message} frames out. */
@ServerEndpoint("/ws/chat/{accountId}")
public class PlainChatEndpoint {
    @Inject
    SocketLifecycle lifecycle;

    /** Takes the socket in, where there is such an account. */
    @OnOpen
    public void open(Session session, @PathParam("accountId") String accountId) {
        lifecycle.openPlain(session, accountId);
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

    /** This door lives by protocol pings. */
    @OnMessage
    public void alive(PongMessage pong, Session session) {
        lifecycle.heard(session);
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
