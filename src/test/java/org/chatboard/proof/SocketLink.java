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

/** One socket of a client that keeps no frames: it hands them on, each with the link that it came by. */
final class SocketLink implements WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CUT = 1006;

    private final BiConsumer<SocketLink, JsonObject> frames;
    private final Runnable ended;
    private final StringBuilder text = new StringBuilder();
    private volatile WebSocket socket;
    private volatile long heardNanos;
    private final AtomicInteger closeCode = new AtomicInteger();

    /** A link that is not open yet. */
    SocketLink(BiConsumer<SocketLink, JsonObject> frames) {
        this(frames, () -> {});
    }

    /** A link that is not open yet. @param ended called once, when it was open and is so no more */
    SocketLink(BiConsumer<SocketLink, JsonObject> frames, Runnable ended) {
        this.frames = frames;
        this.ended = ended;
    }

    /** Opens it. @return whether that succeeded */
    boolean open(SocketEndpoint endpoint) {
        heardNanos = System.nanoTime();
        try {
            socket = endpoint.open(this, PATIENCE);
            return true;
        } catch (CompletionException e) { // refused, cut, or no answer
            closeCode.set(CUT);
            return false;
        }
    }

    /** Sends a frame, and waits until it is on its way, one at a time as Java wants it; a link that does not take it has ended. */
    synchronized void send(JsonObject frame) {
        try {
            socket.sendText(frame.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            end(CUT);
            socket.abort();
        }
    }

    boolean isOpen() {
        return closeCode.get() == 0;
    }

    /** The code that it ended with, 1006 where it was cut, 0 where it is open. */
    int closeCode() {
        return closeCode.get();
    }

    /** Milliseconds since something came. */
    long silentMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
    }

    /** Says goodbye. */
    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null);
    }

    /** Ends it without a goodbye. */
    void cut() {
        closeCode.compareAndSet(0, CUT);
        WebSocket opened = socket;
        if (opened != null) {
            opened.abort();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        heardNanos = System.nanoTime();
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
        end(CUT);
    }

    private void end(int code) {
        if (closeCode.compareAndSet(0, code)) {
            ended.run();
        }
    }
}
