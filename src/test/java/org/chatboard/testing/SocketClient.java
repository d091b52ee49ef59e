package org.chatboard.testing;

import jakarta.json.JsonObject;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * An open socket that keeps every frame that came, in order. What waits does so for a frame, never for a time, and fails after
 * half a minute with all that came instead. Answers no {@code ping} unless told to.
 */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int SHOWN = 20;
    private static final int CUT = 1006;

    private final List<JsonObject> frames = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private WebSocket socket;
    private int closeCode;
    private boolean paused;
    private long owed;

    SocketClient() {}

    void opened(WebSocket opened) {
        socket = opened;
    }

    /** Sends a frame; it goes out after those before it. */
    public SocketClient send(JsonObject frame) {
        return send(frame.toString());
    }

    /** Sends a text as a frame. */
    public SocketClient send(String frame) {
        return after(() -> socket.sendText(frame, true));
    }

    /** Sends a binary frame. */
    public SocketClient send(byte[] frame) {
        return after(() -> socket.sendBinary(ByteBuffer.wrap(frame), true));
    }

    private synchronized SocketClient after(java.util.function.Supplier<CompletableFuture<WebSocket>> next) {
        // the frame before may have failed because the server closed meanwhile: what then came tells the test
        sent = sent.handle((done, failed) -> null).thenCompose(done -> next.get());
        return this;
    }

    /** Sends a message to a room under a new cid, which is returned. */
    public String post(long room, String message) {
        String cid = UUID.randomUUID().toString();
        send(Json.of("type", "send", "room", room, "cid", cid, "message", message));
        return cid;
    }

    /** Sends a message to an account under a new cid, which is returned. */
    public String postTo(long account, String message) {
        String cid = UUID.randomUUID().toString();
        send(Json.of("type", "send", "to", account, "cid", cid, "message", message));
        return cid;
    }

    /** Asks for a change of a message under a new cid, which is returned. @param more further names and values in turn */
    public String change(String type, long room, long id, Object... more) {
        String cid = UUID.randomUUID().toString();
        List<Object> fields = new ArrayList<>(List.of("type", type, "room", room, "cid", cid, "id", id));
        fields.addAll(List.of(more));
        send(Json.of(fields.toArray()));
        return cid;
    }

    /** The first frame that a predicate wants, of those that came and those to come. */
    public JsonObject await(Predicate<JsonObject> wanted) {
        return await(0, wanted);
    }

    /** The first frame of a type. */
    public JsonObject await(String type) {
        return await(is(type));
    }

    /** The first frame of a type that a predicate wants. */
    public JsonObject await(String type, Predicate<JsonObject> wanted) {
        return await(is(type).and(wanted));
    }

    /** The ack of a cid. */
    public JsonObject awaitAck(String cid) {
        return await(is("ack").or(is("error")).and(with("cid", cid)));
    }

    /** The message of a number in a room. */
    public JsonObject awaitMessage(long room, long seq) {
        return await("message", frame -> Json.number(frame, "room") == room && Json.number(frame, "seq") == seq);
    }

    /** The change of a number in a room. */
    public JsonObject awaitChange(long room, long seq) {
        return await("change", frame -> Json.number(frame, "room") == room && Json.number(frame, "seq") == seq);
    }

    /** The first message of a text. */
    public JsonObject awaitText(String message) {
        return await("message", with("message", message));
    }

    /** The first frame that a predicate wants behind those that had come when {@link #count()} was asked. */
    public synchronized JsonObject await(int from, Predicate<JsonObject> wanted) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (int next = from; ; ) {
            for (; next < frames.size(); next++) {
                if (wanted.test(frames.get(next))) {
                    return frames.get(next);
                }
            }
            if (closeCode != 0 || !waits(deadline)) {
                throw new AssertionError("The frame did not come. " + this);
            }
        }
    }

    /** How many frames have come. */
    public synchronized int count() {
        return frames.size();
    }

    /** The code that the socket is closed with, 1006 where it was cut. */
    public synchronized int awaitClose() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (closeCode == 0) {
            if (!waits(deadline)) {
                throw new AssertionError("It was not closed. " + this);
            }
        }
        return closeCode;
    }

    /** Whether nobody has closed it. */
    public synchronized boolean isOpen() {
        return closeCode == 0;
    }

    /** All that came so far. */
    public synchronized List<JsonObject> frames() {
        return List.copyOf(frames);
    }

    /** The frames that came so far, without the first so many. */
    public List<JsonObject> framesFrom(int first) {
        List<JsonObject> all = frames();
        return all.subList(first, all.size());
    }

    /** The frames of a type that came so far. */
    public List<JsonObject> frames(String type) {
        return frames().stream().filter(is(type)).toList();
    }

    /** The messages of a room that came so far, as their numbers. */
    public List<Long> seqs(long room) {
        return frames("message").stream()
                .filter(frame -> Json.number(frame, "room") == room)
                .map(frame -> Json.number(frame, "seq"))
                .toList();
    }

    /** Reads no more, as a reader whose network stands still. */
    public synchronized void pause() {
        paused = true;
    }

    /** Reads on. */
    public synchronized void resume() {
        paused = false;
        socket.request(owed);
        owed = 0;
    }

    /** Says goodbye; a socket that cannot is cut. */
    @Override
    public void close() {
        try {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            cut();
        }
    }

    /** Ends it without a goodbye. */
    public void cut() {
        socket.abort();
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            frames.add(Json.parse(text.toString()));
            text.setLength(0);
            notifyAll();
        }
        if (paused) {
            owed++;
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public synchronized CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended(code);
        return null;
    }

    @Override
    public synchronized void onError(WebSocket from, Throwable error) {
        ended(CUT);
    }

    private void ended(int code) {
        closeCode = closeCode == 0 ? code : closeCode;
        notifyAll();
    }

    private boolean waits(long deadline) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            return false;
        }
        try {
            wait(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Matches frames of a type. */
    public static Predicate<JsonObject> is(String type) {
        return frame -> type.equals(frame.getString("type", null));
    }

    /** Matches frames with a text field. */
    public static Predicate<JsonObject> with(String field, String value) {
        return frame -> frame.containsKey(field) && value.equals(frame.getString(field, null));
    }

    @Override
    public synchronized String toString() {
        int from = Math.max(0, frames.size() - SHOWN);
        return (closeCode == 0 ? "Open" : "Closed with " + closeCode) + "; the last of " + frames.size() + " frames: "
                + frames.subList(from, frames.size());
    }
}
