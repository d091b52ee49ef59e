package org.chatboard.proof;

import jakarta.json.JsonObject;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.chatboard.testing.Json;
import org.chatboard.testing.SocketEndpoint;

/** One socket of a client. It passes each frame, with this link, to a consumer, and stores none. */
final class SocketLink implements WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ABNORMAL_CLOSURE = 1006;

    private final BiConsumer<SocketLink, JsonObject> frames;
    private final Runnable ended;
    private final StringBuilder text = new StringBuilder();
    private volatile WebSocket socket;
    private volatile long lastFrameNanos;
    private final AtomicInteger closeCode = new AtomicInteger();

    /** Creates a link that is not open yet. */
    SocketLink(BiConsumer<SocketLink, JsonObject> frames) {
        this(frames, () -> {});
    }

    /** Creates a link that is not open yet. @param ended called once after an open link has been closed by the server or by an error */
    SocketLink(BiConsumer<SocketLink, JsonObject> frames, Runnable ended) {
        this.frames = frames;
        this.ended = ended;
    }

    /** Opens the socket. @return whether that succeeded */
    boolean open(SocketEndpoint endpoint) {
        lastFrameNanos = System.nanoTime();
        try {
            socket = endpoint.open(this, PATIENCE);
            return true;
        } catch (CompletionException e) { // rejected, disconnected or timed out
            closeCode.set(ABNORMAL_CLOSURE);
            return false;
        }
    }

    /** Sends a frame and waits until it is written, since Java allows one send at a time. A failed send or a timeout closes the link. */
    synchronized void send(JsonObject frame) {
        try {
            socket.sendText(frame.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            end(ABNORMAL_CLOSURE);
            socket.abort();
        }
    }

    boolean isOpen() {
        return closeCode.get() == 0;
    }

    /** {@return the close code, 1006 without a close frame, 0 while the socket is open} */
    int closeCode() {
        return closeCode.get();
    }

    /** {@return milliseconds since the last frame} */
    long silentMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastFrameNanos);
    }

    /** Sends a close frame. */
    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(closed -> null);
    }

    /** Aborts the connection without a close frame. */
    void cut() {
        closeCode.compareAndSet(0, ABNORMAL_CLOSURE);
        WebSocket opened = socket;
        if (opened != null) {
            opened.abort();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        lastFrameNanos = System.nanoTime();
        text.append(data);
        if (last) {
            JsonObject frame = Json.parse(text.toString());
            text.setLength(0);
            frames.accept(this, frame);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end(ABNORMAL_CLOSURE);
    }

    private void end(int code) {
        if (closeCode.compareAndSet(0, code)) {
            ended.run();
        }
    }
}
