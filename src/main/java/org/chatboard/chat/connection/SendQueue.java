package org.chatboard.chat.connection;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The bounded send queue of one socket: one frame is on the wire, the others wait in order, because Jakarta WebSocket lets a send
 * fail while another is under way. A caller never waits for the reader. {@link #flush} sends; the other methods only queue, so they may be
 * called with a lock.
 */
final class SendQueue {
    private static final Logger LOG = Logger.getLogger(SendQueue.class.getName());

    /** Most text that may wait in the queue, in UTF-16 units: at most 2 MiB of heap. */
    private static final long MAX_CHARACTERS = 1L << 20;

    private final Session session;
    private final int maxFrames;
    private final Queue<Frame> waiting = new ArrayDeque<>();
    private int countedFrames;
    private long countedCharacters;
    private boolean sending;
    private boolean closed;
    private long sendingSince; // 0 while nothing is on the wire
    private final List<Runnable> onDrained = new ArrayList<>();

    /** A frame in the queue, and whether it counts against the bounds. */
    private record Frame(String text, boolean counted) {}

    /**
     * Creates the queue of a session.
     *
     * @param maxFrames most frames that may wait; those of {@link #offerBulk} do not count
     */
    SendQueue(Session session, int maxFrames) {
        this.session = session;
        this.maxFrames = maxFrames;
    }

    /**
     * Queues a frame.
     *
     * @return false if the queue is full: the reader is too slow and its socket must be closed
     */
    synchronized boolean offer(String frame) {
        if (closed) {
            return true; // the frame is dropped with the socket
        }
        boolean full = countedFrames >= maxFrames || countedCharacters + frame.length() > MAX_CHARACTERS;
        if (full && countedFrames > 0) { // a single large frame is no sign of a slow reader
            return false;
        }
        add(new Frame(frame, true));
        return true;
    }

    /**
     * Queues an ephemeral frame. Drops it if the queue is half full.
     *
     * @return false if it was dropped while the socket is open
     */
    synchronized boolean offerEphemeral(String frame) {
        if (closed || sending && countedFrames >= maxFrames / 2) {
            return closed;
        }
        return offer(frame);
    }

    /**
     * Queues frames that the client requested. They do not count against the bounds; the caller limits them and offers the next
     * ones only when {@code next} runs.
     *
     * @param next called on the sending thread once the queue is empty; not called if the socket is closed before that
     */
    synchronized void offerBulk(List<String> frames, Runnable next) {
        if (!closed) {
            frames.forEach(frame -> add(new Frame(frame, false)));
            onDrained.add(next);
        }
    }

    /**
     * Queues the last frame. Later frames are dropped.
     *
     * @param dropWaiting whether the frames that wait are dropped
     * @param onSent called on the sending thread once the frame was sent
     */
    synchronized void offerLast(String frame, boolean dropWaiting, Runnable onSent) {
        if (closed) {
            return;
        }
        if (dropWaiting) {
            clear();
        }
        add(new Frame(frame, true));
        closed = true;
        onDrained.clear();
        onDrained.add(onSent);
    }

    /**
     * Sends the frames that wait, unless another thread is sending already, which then sends them too. The caller must hold no lock: a send
     * takes locks of the container and writes to the network, and runs the callbacks.
     */
    void flush() {
        synchronized (this) {
            if (sending || waiting.isEmpty() && onDrained.isEmpty()) {
                return;
            }
            sending = true;
        }
        sendWaiting();
    }

    /** Drops the frames that wait, and all later ones. */
    synchronized void close() {
        closed = true;
        clear();
        onDrained.clear();
    }

    private void clear() {
        waiting.clear();
        countedFrames = 0;
        countedCharacters = 0;
    }

    /** {@return milliseconds since the send of the frame on the wire began, 0 for none} */
    synchronized long sendingForMs(long nowMs) {
        return sendingSince == 0 ? 0 : nowMs - sendingSince;
    }

    private void add(Frame frame) {
        waiting.add(frame);
        count(frame, 1);
    }

    private void count(Frame frame, int sign) {
        if (frame.counted()) {
            countedFrames += sign;
            countedCharacters += sign * (long) frame.text().length();
        }
    }

    private void sendWaiting() {
        new Sending().run();
    }

    private synchronized String next(Sending loop) {
        Frame frame = waiting.poll();
        if (frame == null) {
            sending = false;
            sendingSince = 0;
            // taken under this lock, because a callback that is added afterwards belongs to a later frame
            if (!onDrained.isEmpty()) {
                loop.callbacks = List.copyOf(onDrained);
                onDrained.clear();
            }
            return null;
        }
        count(frame, -1);
        sendingSince = System.currentTimeMillis();
        return frame.text();
    }

    /**
     * Sends one frame after another. If a send completes before its call returns, the loop sends the next frame instead of the
     * completion handler, so that the stack does not grow.
     */
    private final class Sending implements Runnable {
        private boolean inCall;
        private boolean completedInCall;
        private List<Runnable> callbacks = List.of();

        @Override
        public void run() {
            do {
                String frame = next(this);
                if (frame == null) {
                    drained();
                    return;
                }
                inCall = true;
                completedInCall = false;
                send(frame);
            } while (completedBeforeReturn());
        }

        private void send(String frame) {
            SendHandler done = result -> {
                if (!result.isOK()) {
                    close(); // the container calls @OnClose next
                }
                if (!completeInCall()) {
                    sendWaiting();
                }
            };
            try {
                session.getAsyncRemote().sendText(frame, done);
            } catch (RuntimeException e) { // the session is closed
                close();
            }
        }

        private synchronized boolean completeInCall() {
            completedInCall = true;
            return inCall;
        }

        private synchronized boolean completedBeforeReturn() {
            inCall = false;
            return completedInCall;
        }

        private void drained() {
            for (Runnable next : callbacks) {
                try {
                    next.run();
                } catch (RuntimeException e) { // the other callbacks must still run
                    LOG.log(Level.WARNING, "The action after a sent frame failed", e);
                }
            }
        }
    }
}
