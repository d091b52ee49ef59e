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
 * The frames on their way to one reader: one on the wire, the rest in order behind it, since a send may fail while another is under
 * way. Whoever offers a frame never waits for the reader.
 */
final class SendQueue {
    private static final Logger LOG = Logger.getLogger(SendQueue.class.getName());

    /** In UTF-16 units, which is what a waiting frame takes of the heap. */
    private static final long MAX_CHARACTERS = 1L << 20;

    private final Session session;
    private final int maxFrames;
    private final Queue<Frame> waiting = new ArrayDeque<>();
    private int countedFrames;
    private long countedCharacters;
    private boolean sending;
    private boolean closed;
    private long sendingSince; // 0 while nothing is on the wire
    private final List<Runnable> whenDrained = new ArrayList<>();

    /** A frame that waits, and whether it counts as one that the reader is behind with. */
    private record Frame(String text, boolean counted) {}

    /**
     * Makes the queue of a session.
     *
     * @param maxFrames frames that may wait, those of {@link #offerBulk} not counted
     */
    SendQueue(Session session, int maxFrames) {
        this.session = session;
        this.maxFrames = maxFrames;
    }

    /**
     * Takes a frame.
     *
     * @return false where too much is waiting: the reader is too slow and must come back
     */
    boolean offer(String frame) {
        synchronized (this) {
            if (closed) {
                return true; // nobody listens any more
            }
            boolean tooMuch = countedFrames >= maxFrames || countedCharacters + frame.length() > MAX_CHARACTERS;
            if (tooMuch && countedFrames > 0) { // one large frame alone says nothing of the reader
                return false;
            }
            add(new Frame(frame, true));
            if (sending) {
                return true;
            }
            sending = true;
        }
        sendWaiting();
        return true;
    }

    /**
     * Takes a frame that may be lost, and drops it where the reader is half of what may wait behind.
     *
     * @return false where it was dropped
     */
    boolean offerPassing(String frame) {
        synchronized (this) {
            if (closed || sending && countedFrames >= maxFrames / 2) {
                return closed;
            }
        }
        return offer(frame);
    }

    /**
     * Takes frames that the reader asked for, whose number and size are bounded by who offers them: the next ones when these are on the
     * wire.
     *
     * @param next called on the sending thread once nothing waits any more
     */
    void offerBulk(List<String> frames, Runnable next) {
        synchronized (this) {
            if (closed) {
                return;
            }
            frames.forEach(frame -> add(new Frame(frame, false)));
            whenDrained.add(next);
            if (sending) {
                return;
            }
            sending = true;
        }
        sendWaiting();
    }

    /**
     * Takes the last frame: nothing is taken after it.
     *
     * @param atOnce whether what waits is dropped
     * @param whenSent called on the sending thread once it is on the wire
     */
    void offerLast(String frame, boolean atOnce, Runnable whenSent) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (atOnce) {
                clear();
            }
            add(new Frame(frame, true));
            closed = true;
            whenDrained.clear();
            whenDrained.add(whenSent);
            if (sending) {
                return;
            }
            sending = true;
        }
        sendWaiting();
    }

    /** Drops what waits; nothing is taken any more. */
    synchronized void close() {
        closed = true;
        clear();
        whenDrained.clear();
    }

    private void clear() {
        waiting.clear();
        countedFrames = 0;
        countedCharacters = 0;
    }

    /** Milliseconds that the frame on the wire has been there, 0 where there is none. */
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

    private synchronized String next(Sending asking) {
        Frame frame = waiting.poll();
        if (frame == null) {
            sending = false;
            sendingSince = 0;
            // with it: what is offered from here on brings its own, which is not to be called before
            if (!whenDrained.isEmpty()) {
                asking.whenDone = List.copyOf(whenDrained);
                whenDrained.clear();
            }
            return null;
        }
        count(frame, -1);
        sendingSince = System.currentTimeMillis();
        return frame.text();
    }

    /** Sends one frame after the other; a send that is done before its call returns goes on in the loop, not in a deeper call. */
    private final class Sending implements Runnable {
        private boolean inCall;
        private boolean doneInCall;
        private List<Runnable> whenDone = List.of();

        @Override
        public void run() {
            do {
                String frame = next(this);
                if (frame == null) {
                    drained();
                    return;
                }
                inCall = true;
                doneInCall = false;
                send(frame);
            } while (returned());
        }

        private void send(String frame) {
            SendHandler done = result -> {
                if (!result.isOK()) {
                    close(); // @OnClose follows
                }
                if (!finishedInCall()) {
                    sendWaiting();
                }
            };
            try {
                session.getAsyncRemote().sendText(frame, done);
            } catch (RuntimeException e) { // the session was closed meanwhile
                close();
            }
        }

        private synchronized boolean finishedInCall() {
            doneInCall = true;
            return inCall;
        }

        private synchronized boolean returned() {
            inCall = false;
            return doneInCall;
        }

        private void drained() {
            for (Runnable next : whenDone) {
                try {
                    next.run();
                } catch (RuntimeException e) { // those behind it are of others
                    LOG.log(Level.WARNING, "The action after a sent frame failed", e);
                }
            }
        }
    }
}
