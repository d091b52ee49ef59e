package org.chatboard.benchmark;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The baseline of the benchmark. This endpoint runs in the same container, parses each message and sends the same frames as
 * ChatBoard, but authenticates nobody and stores nothing. Only one thread writes to a session, since each conversation has one
 * sender.
 */
@ServerEndpoint("/{account}")
public class EchoEndpoint {
    private static final JsonProvider JSON = JsonProvider.provider();
    /**
     * Context class loader during a send, as in ChatBoard. With the default one, the container searches all jars for services at
     * each frame.
     */
    private static final ClassLoader BARE = ClassLoader.getPlatformClassLoader();

    private static final Map<Long, Session> SESSIONS = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** Registers the session of an account. */
    @OnOpen
    public void opened(Session session, @PathParam("account") long account) {
        SESSIONS.put(account, session);
    }

    /** Sends {@code ack} and {@code message} to the sender and {@code message} to the recipient. */
    @OnMessage
    public void sent(Session session, @PathParam("account") long account, String text) throws IOException {
        JsonObject frame;
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            frame = reader.readObject();
        }
        long number = NUMBERS.incrementAndGet();
        String cid = frame.getString("cid");
        String message = frame.getString("message");
        Session peer = SESSIONS.get(frame.getJsonNumber("to").longValueExact());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(BARE);
        try {
            peer.getBasicRemote().sendText(message(account, number, message, null));
            session.getBasicRemote().sendText(ack(number, cid));
            session.getBasicRemote().sendText(message(account, number, message, cid));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Removes the session. */
    @OnClose
    public void closed(@PathParam("account") long account) {
        SESSIONS.remove(account);
    }

    private static String ack(long number, String cid) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject().write("type", "ack").write("cid", cid).write("room", 1);
            json.write("id", number)
                    .write("seq", number)
                    .write("sentAt", Instant.now().toString());
            json.writeEnd();
        }
        return text.toString();
    }

    private static String message(long account, long number, String message, String cid) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject().write("type", "message").write("room", 1);
            json.write("seq", number).write("id", number).writeStartObject("sender");
            json.write("id", account).write("username", "talker").write("displayName", "The talker");
            json.writeEnd()
                    .write("message", message)
                    .write("sentAt", Instant.now().toString());
            if (cid != null) {
                json.write("cid", cid);
            }
            json.writeEnd();
        }
        return text.toString();
    }
}
