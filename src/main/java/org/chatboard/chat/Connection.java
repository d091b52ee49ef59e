package org.chatboard.chat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.account.Person;
import org.chatboard.account.SignedIn;
import org.chatboard.room.RoomMembers;

/** One open socket: whose it is, what it has been told, and what is on its way to it. */
final class Connection {
    private static final Logger LOG = Logger.getLogger(Connection.class.getName());

    /** Where a socket stands. */
    private enum State {
        /** Waits for {@code hello}. */
        NEW,
        /** Is being told what there is; live frames wait as numbers. */
        GREETING,
        /** Gets live frames. */
        GREETED
    }

    /**
     * What a socket has been told of a room.
     *
     * @param announced whether it knows of the room
     * @param toldTo number up to which it holds it
     */
    record Told(boolean announced, long toldTo) {}

    /** A frame of a room that the socket is just being told of. */
    private record Kept(long roomId, String text) {}

    /** Frames that wait for the moment that it takes to tell of a room. */
    private static final int MAX_KEPT = 1_000;

    private final Session session;
    private final SignedIn who;
    private final OptionalLong plainPeer;
    private final SendQueue queue;
    private final FrameBudget budget;
    private final Map<Long, RoomCursor> cursors = new HashMap<>();
    private final long openedMs = System.currentTimeMillis();
    private final Queue<Replay> replays = new ArrayDeque<>();
    private final List<Kept> kept = new ArrayList<>();
    private State state = State.NEW;
    private volatile Person person;
    private volatile long lastHeardMs = openedMs;
    private long lastPingMs = openedMs;
    private volatile boolean leaving;
    private volatile boolean closing;

    /**
     * Makes the connection of an open session.
     *
     * @param plainPeer the account at the other end, where this is the plain door
     */
    Connection(Session session, SignedIn who, OptionalLong plainPeer, SendQueue queue, FrameBudget budget) {
        this.session = session;
        this.who = who;
        this.person = new Person(who.accountId(), who.username(), who.displayName());
        this.plainPeer = plainPeer;
        this.queue = queue;
        this.budget = budget;
    }

    /** Sends a frame outside any room's order; a reader that has fallen behind is disconnected. */
    void offer(String frame) {
        if (!queue.offer(frame)) {
            close(CloseCode.TOO_SLOW);
        }
    }

    /** Sends a frame that may be lost, to a page that has been welcomed. */
    synchronized void offerPassing(String frame) {
        if (state == State.GREETED) {
            queue.offerPassing(frame);
        }
    }

    /** Sends frames of a replay at the reader's pace. */
    void offerBulk(List<String> frames, Runnable next) {
        queue.offerBulk(frames, next);
    }

    /**
     * Sends the frame of a committed change, unless it waits as a number or was replayed.
     *
     * @return whether the socket must be told of the room first, by whoever calls
     */
    boolean offerLive(RoomMembers room, long seq, String frame) {
        if (plainPeer.isPresent()) {
            if (room.isDirectOf(accountId(), plainPeer.getAsLong())) {
                offer(frame);
            }
            return false;
        }
        synchronized (this) {
            if (state == State.NEW) {
                return false; // welcome will tell
            }
            RoomCursor cursor = cursors.get(room.roomId());
            if (cursor == null) {
                cursor = new RoomCursor(seq - 1, false);
                cursor.passes(seq);
                cursors.put(room.roomId(), cursor);
                return state == State.GREETED;
            }
            if (cursor.passes(seq)) {
                offer(frame);
            }
            return false;
        }
    }

    /**
     * Sends a frame of a room that takes no number, such as a receipt, where the socket has been told of the room; keeps it where
     * it is just being told, from what was read before.
     */
    synchronized void offerOfRoom(long roomId, String frame) {
        RoomCursor cursor = cursors.get(roomId);
        if (state == State.GREETING || state == State.GREETED && cursor != null && !cursor.isAnnounced()) {
            keep(new Kept(roomId, frame));
        } else if (state == State.GREETED && cursor != null) {
            offer(frame);
        }
    }

    private void keep(Kept frame) {
        if (kept.size() >= MAX_KEPT) {
            close(CloseCode.TOO_SLOW);
        } else {
            kept.add(frame);
        }
    }

    private void sendKept(long roomId) {
        kept.removeIf(frame -> {
            boolean ofRoom = frame.roomId() == roomId;
            if (ofRoom) {
                offer(frame.text());
            }
            return ofRoom;
        });
    }

    /** From now on live frames wait as numbers. False where {@code hello} came before. */
    synchronized boolean startGreeting() {
        boolean first = state == State.NEW;
        if (first) {
            state = State.GREETING;
        }
        return first;
    }

    /** The socket knows of a room, and holds it up to a number. */
    synchronized void announced(long roomId, long seq) {
        cursors.computeIfAbsent(roomId, id -> new RoomCursor(seq, true)).announce(seq);
        if (state == State.GREETED) {
            sendKept(roomId);
        }
    }

    /**
     * {@code welcome} is out: live frames follow, but for the rooms that are being replayed.
     *
     * @return rooms that changed meanwhile, whose gap is to be read
     */
    synchronized List<Long> greeted(Set<Long> toReplay) {
        state = State.GREETED;
        List<Kept> untold = kept.stream()
                .filter(frame -> !cursors.containsKey(frame.roomId()))
                .toList();
        kept.removeAll(untold); // a room that welcome does not name is told with what is true then
        cursors.forEach((roomId, cursor) -> {
            if (cursor.isAnnounced()) {
                sendKept(roomId);
            }
        });
        return cursors.entrySet().stream()
                .filter(entry -> !toReplay.contains(entry.getKey()))
                .filter(entry -> !entry.getValue().replayedTo(entry.getValue().toldTo()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@return how far the socket has been told of a room, and whether it knows of it} */
    synchronized Told told(long roomId) {
        RoomCursor cursor = cursors.get(roomId);
        return new Told(cursor.isAnnounced(), cursor.toldTo());
    }

    /**
     * The replay of a room reached a number. Where nothing lies behind it, its last frame goes out and live frames follow.
     *
     * @param last sent where the replay is over, or null
     * @return whether it is over
     */
    synchronized boolean replayedTo(long roomId, long seq, String last) {
        boolean over = cursors.get(roomId).replayedTo(seq);
        if (over && last != null) {
            offer(last);
        }
        return over;
    }

    /** The replay of a room stops with something left, which the client knows from this frame. */
    synchronized void replayCut(long roomId, long seq, String last) {
        RoomCursor cursor = cursors.get(roomId);
        cursor.replayedTo(seq);
        cursor.goLive();
        offer(last);
    }

    /**
     * Adds a room to replay.
     *
     * @return whether no other is being replayed, so that the caller begins
     */
    synchronized boolean addReplay(Replay replay) {
        replays.add(replay);
        return replays.size() == 1;
    }

    /** {@return the room to replay now, null for none} */
    synchronized Replay currentReplay() {
        return closing ? null : replays.peek();
    }

    /** {@return the next room to replay, null for none} */
    synchronized Replay nextReplay() {
        replays.poll();
        return currentReplay();
    }

    /** Something came from the client. */
    void heard() {
        lastHeardMs = System.currentTimeMillis();
    }

    /** Milliseconds since something came. */
    long silentMs(long nowMs) {
        return nowMs - lastHeardMs;
    }

    /** Milliseconds that a page has not said {@code hello}, 0 where it has. */
    synchronized long withoutHelloMs(long nowMs) {
        return plainPeer.isEmpty() && state == State.NEW ? nowMs - openedMs : 0;
    }

    /** Whether it is time for a ping, which the caller then sends. Asked by one thread alone. */
    boolean pingIsDue(long nowMs, long everyMs) {
        boolean due = nowMs - lastPingMs >= everyMs;
        if (due) {
            lastPingMs = nowMs;
        }
        return due;
    }

    /** Milliseconds that the frame on the wire has been there. */
    long sendingForMs(long nowMs) {
        return queue.sendingForMs(nowMs);
    }

    /** Says {@code bye} where a page listens, after what still waits, and closes. */
    void bye(CloseCode code) {
        leaving = true;
        if (isPlain()) {
            close(code);
        } else {
            queue.offerLast(ServerFrame.bye(code), () -> close(code));
        }
    }

    /** Closes with a code; what still waits is dropped. */
    void close(CloseCode code) {
        if (closing) {
            return;
        }
        leaving = true;
        closing = true;
        queue.close();
        LOG.info(() -> "WebSocket closed by the server: User=" + who.username() + ", code " + code.getCode());
        try {
            CloseReason reason = code.reason();
            session.close(reason);
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "It was closed already", e);
        }
    }

    /** The client has gone, or was closed. */
    void ended() {
        closing = true;
        queue.close();
    }

    /** Whether it was told to go: what still comes from it has no effect. */
    boolean isLeaving() {
        return leaving;
    }

    /** Whether a page has not said {@code hello}. */
    synchronized boolean isNew() {
        return state == State.NEW;
    }

    boolean isPlain() {
        return plainPeer.isPresent();
    }

    long plainPeer() {
        return plainPeer.getAsLong();
    }

    Session session() {
        return session;
    }

    SignedIn who() {
        return who;
    }

    long accountId() {
        return who.accountId();
    }

    Person person() {
        return person;
    }

    void rename(Person renamed) {
        person = renamed;
    }

    FrameBudget budget() {
        return budget;
    }
}
