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
 * An open socket that records every received frame in order. The {@code await} methods wait for a frame, never for a fixed time; after
 * 30 s they fail with the frames received last. The client sends no {@code pong} by itself.
 */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int SHOWN = 20;
    private static final int ABNORMAL_CLOSURE = 1006;

    private final List<JsonObject> frames = new ArrayList<>();
    private final List<String> texts = new ArrayList<>(); // the frames as they came
    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private WebSocket socket;
    private int closeCode;
    private boolean paused;
    private long pendingRequests;

    SocketClient() {}

    void opened(WebSocket opened) {
        socket = opened;
    }

    /** Sends a frame after the frames sent before. */
    public SocketClient send(JsonObject frame) {
        return send(frame.toString());
    }

    /** Sends a text as a frame. */
    public SocketClient send(String frame) {
        return enqueue(() -> socket.sendText(frame, true));
    }

    /** Sends a binary frame. */
    public SocketClient send(byte[] frame) {
        return enqueue(() -> socket.sendBinary(ByteBuffer.wrap(frame), true));
    }

    private synchronized SocketClient enqueue(java.util.function.Supplier<CompletableFuture<WebSocket>> next) {
        // an earlier send may have failed because the server closed the socket; the test checks the received frames
        sent = sent.handle((done, failed) -> null).thenCompose(done -> next.get());
        return this;
    }

    /** Sends a message to a room. @return its new idempotency key */
    public String post(long room, String message) {
        String cid = UUID.randomUUID().toString();
        send(Json.of("type", "send", "room", room, "cid", cid, "message", message));
        return cid;
    }

    /** Sends a message to an account. @return its new idempotency key */
    public String postTo(long account, String message) {
        String cid = UUID.randomUUID().toString();
        send(Json.of("type", "send", "to", account, "cid", cid, "message", message));
        return cid;
    }

    /** Sends a change of a message. @param more alternating names and values of further fields @return its new idempotency key */
    public String change(String type, long room, long id, Object... more) {
        String cid = UUID.randomUUID().toString();
        List<Object> fields = new ArrayList<>(List.of("type", type, "room", room, "cid", cid, "id", id));
        fields.addAll(List.of(more));
        send(Json.of(fields.toArray()));
        return cid;
    }

    /** Waits for the first frame that matches; it may have been received before the call. */
    public JsonObject await(Predicate<JsonObject> condition) {
        return await(0, condition);
    }

    /** Waits for the first frame of a type. */
    public JsonObject await(String type) {
        return await(is(type));
    }

    /** Waits for the first frame of a type that matches. */
    public JsonObject await(String type, Predicate<JsonObject> condition) {
        return await(is(type).and(condition));
    }

    /** Waits for the {@code ack} or {@code error} of an idempotency key. */
    public JsonObject awaitAck(String cid) {
        return await(is("ack").or(is("error")).and(with("cid", cid)));
    }

    /** Waits for the message with a sequence number in a room. */
    public JsonObject awaitMessage(long room, long seq) {
        return await("message", frame -> Json.number(frame, "room") == room && Json.number(frame, "seq") == seq);
    }

    /** Waits for the change with a sequence number in a room. */
    public JsonObject awaitChange(long room, long seq) {
        return await("change", frame -> Json.number(frame, "room") == room && Json.number(frame, "seq") == seq);
    }

    /** Waits for the first message with a text. */
    public JsonObject awaitText(String message) {
        return await("message", with("message", message));
    }

    /** Waits for the first frame that matches, from an index that {@link #count()} returned earlier. */
    public synchronized JsonObject await(int from, Predicate<JsonObject> condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (int next = from; ; ) {
            for (; next < frames.size(); next++) {
                if (condition.test(frames.get(next))) {
                    return frames.get(next);
                }
            }
            if (closeCode != 0 || !waitUntil(deadline)) {
                throw new AssertionError("The expected frame was not received. " + this);
            }
        }
    }

    /** {@return the number of frames received so far} */
    public synchronized int count() {
        return frames.size();
    }

    /** Waits until the socket is closed. @return the close code, 1006 without a close frame */
    public synchronized int awaitClose() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (closeCode == 0) {
            if (!waitUntil(deadline)) {
                throw new AssertionError("The socket was not closed. " + this);
            }
        }
        return closeCode;
    }

    /** {@return whether neither side has closed the socket} */
    public synchronized boolean isOpen() {
        return closeCode == 0;
    }

    /** {@return all frames received so far} */
    public synchronized List<JsonObject> frames() {
        return List.copyOf(frames);
    }

    /** {@return the frames received so far, from an index on} */
    public List<JsonObject> framesFrom(int first) {
        List<JsonObject> all = frames();
        return all.subList(first, all.size());
    }

    /** Forgets the frames received so far. */
    public synchronized void forget() {
        frames.clear();
        texts.clear();
    }

    /** {@return the frames received so far, from an index on, as they came} */
    public synchronized List<String> textsFrom(int first) {
        return List.copyOf(texts.subList(first, texts.size()));
    }

    /** {@return the frames of a type received so far} */
    public List<JsonObject> frames(String type) {
        return frames().stream().filter(is(type)).toList();
    }

    /** {@return the sequence numbers of the messages of a room received so far, in order of arrival} */
    public List<Long> seqs(long room) {
        return frames("message").stream()
                .filter(frame -> Json.number(frame, "room") == room)
                .map(frame -> Json.number(frame, "seq"))
                .toList();
    }

    /** Stops reading, like a slow consumer, until {@link #resume()}. */
    public synchronized void pause() {
        paused = true;
    }

    /** Continues to read. */
    public synchronized void resume() {
        paused = false;
        socket.request(pendingRequests);
        pendingRequests = 0;
    }

    /** Closes the socket with a close frame; aborts it if that takes longer than 5 s. */
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

    /** Aborts the connection without a close frame. */
    public void cut() {
        socket.abort();
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            frames.add(Json.parse(text.toString()));
            text.setLength(0);
            notifyAll();
        }
        if (paused) {
            pendingRequests++;
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public synchronized CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed(code);
        return null;
    }

    @Override
    public synchronized void onError(WebSocket from, Throwable error) {
        closed(ABNORMAL_CLOSURE);
    }

    private void closed(int code) {
        closeCode = closeCode == 0 ? code : closeCode;
        notifyAll();
    }

    private boolean waitUntil(long deadline) {
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
