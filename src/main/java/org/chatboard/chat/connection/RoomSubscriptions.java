package org.chatboard.chat.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a page has been told of its rooms, and what it is to be told next: before {@code welcome} nothing, during it live frames wait as
 * numbers and others as themselves, after it frames go out in the order of their numbers, a room's gap first.
 */
public final class RoomSubscriptions {
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
    public record Told(boolean announced, long toldTo) {}

    /** A frame of a room that the socket is just being told of. */
    private record Kept(long roomId, String text) {}

    /** Frames that wait for the moment that it takes to tell of a room. */
    private static final int MAX_KEPT = 1_000;

    private static final long NO_ROOM = 0;

    private final Consumer<String> offer;
    private final Runnable tooSlow;
    private final Map<Long, RoomSubscription> cursors = new HashMap<>();
    private final Queue<Replay> replays = new ArrayDeque<>();
    private final List<Kept> kept = new ArrayList<>();
    private State state = State.NEW;

    /**
     * Makes the feed of a socket that has not said {@code hello}.
     *
     * @param offer puts a frame on its way
     * @param tooSlow called where more is kept than may be
     */
    RoomSubscriptions(Consumer<String> offer, Runnable tooSlow) {
        this.offer = offer;
        this.tooSlow = tooSlow;
    }

    /**
     * Sends the frame of a committed change, unless it waits as a number or was replayed.
     *
     * @return whether the socket must be told of the room first, by whoever calls
     */
    public synchronized boolean offerLive(long roomId, long seq, String frame) {
        if (state == State.NEW) {
            return false; // welcome will tell
        }
        RoomSubscription cursor = cursors.get(roomId);
        if (cursor == null) {
            cursor = new RoomSubscription(seq - 1, false);
            cursor.passes(seq);
            cursors.put(roomId, cursor);
            return state == State.GREETED;
        }
        if (cursor.passes(seq)) {
            offer.accept(frame);
        }
        return false;
    }

    /**
     * Sends a frame of a room that takes no number, such as a receipt, where the socket has been told of the room; keeps it where
     * it is just being told, from what was read before.
     */
    public synchronized void offerOfRoom(long roomId, String frame) {
        RoomSubscription cursor = cursors.get(roomId);
        if (state == State.GREETING || state == State.GREETED && cursor != null && !cursor.isAnnounced()) {
            keep(new Kept(roomId, frame));
        } else if (state == State.GREETED && cursor != null) {
            offer.accept(frame);
        }
    }

    /** Sends a frame of no room behind {@code welcome}, which may be older than what it tells. */
    synchronized void offerWelcomed(String frame) {
        if (state == State.GREETING) {
            keep(new Kept(NO_ROOM, frame));
        } else if (state == State.GREETED) {
            offer.accept(frame);
        }
    }

    private void keep(Kept frame) {
        if (kept.size() >= MAX_KEPT) {
            tooSlow.run();
        } else {
            kept.add(frame);
        }
    }

    private void sendKept(long roomId) {
        kept.removeIf(frame -> {
            boolean ofRoom = frame.roomId() == roomId;
            if (ofRoom) {
                offer.accept(frame.text());
            }
            return ofRoom;
        });
    }

    /** From now on live frames wait as numbers. False where {@code hello} came before. */
    public synchronized boolean startGreeting() {
        boolean first = state == State.NEW;
        if (first) {
            state = State.GREETING;
        }
        return first;
    }

    /** The socket knows of a room, and holds it up to a number. */
    public synchronized void announced(long roomId, long seq) {
        cursors.computeIfAbsent(roomId, id -> new RoomSubscription(seq, true)).announce(seq);
        if (state == State.GREETED) {
            sendKept(roomId);
        }
    }

    /**
     * {@code welcome} is out: live frames follow, but for the rooms that are being replayed.
     *
     * @return rooms that changed meanwhile, whose gap is to be read
     */
    public synchronized List<Long> greeted(Set<Long> toReplay) {
        state = State.GREETED;
        sendKept(NO_ROOM);
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
    public synchronized Told told(long roomId) {
        RoomSubscription cursor = cursors.get(roomId);
        return new Told(cursor.isAnnounced(), cursor.toldTo());
    }

    /**
     * The replay of a room reached a number. Where nothing lies behind it, its last frame goes out and live frames follow.
     *
     * @param last sent where the replay is over, or null
     * @return whether it is over
     */
    public synchronized boolean replayedTo(long roomId, long seq, String last) {
        boolean over = cursors.get(roomId).replayedTo(seq);
        if (over && last != null) {
            offer.accept(last);
        }
        return over;
    }

    /** The replay of a room stops with something left, which the client knows from this frame. */
    public synchronized void replayCut(long roomId, long seq, String last) {
        RoomSubscription cursor = cursors.get(roomId);
        cursor.replayedTo(seq);
        cursor.goLive();
        offer.accept(last);
    }

    /**
     * Adds a room to replay.
     *
     * @return whether no other is being replayed, so that the caller begins
     */
    public synchronized boolean addReplay(Replay replay) {
        replays.add(replay);
        return replays.size() == 1;
    }

    /** {@return the next room to replay, null for none} */
    public synchronized Replay nextReplay() {
        replays.poll();
        return replays.peek();
    }

    /** Whether the socket knows of a room. */
    public synchronized boolean knows(long roomId) {
        RoomSubscription cursor = cursors.get(roomId);
        return state == State.GREETED && cursor != null && cursor.isAnnounced();
    }

    /** Whether the page has not said {@code hello}. */
    public synchronized boolean isNew() {
        return state == State.NEW;
    }

    /** Whether {@code welcome} is out. */
    synchronized boolean isGreeted() {
        return state == State.GREETED;
    }
}
