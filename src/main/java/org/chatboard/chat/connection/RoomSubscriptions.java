package org.chatboard.chat.connection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.chatboard.chat.wire.ServerFrame;

/**
 * The subscriptions of one socket to all its rooms. Nothing is sent before {@code welcome}. Afterwards the durable frames of a room go out in
 * the order of their sequence numbers: first those of its replay, for which {@link Replays} has the queue, then live ones. Any thread may call
 * any method.
 */
public final class RoomSubscriptions {
    /** The state of the socket. */
    private enum State {
        /** {@code hello} has not come. */
        NEW,
        /** {@code hello} has come. {@code welcome} and the other answers to {@code hello} are not all queued yet. */
        GREETING,
        /** {@code welcome} and the answers to {@code hello} are queued. */
        GREETED
    }

    private final SendLock lock;
    private final Consumer<String> send;
    private final BufferedFrames buffered;
    private final Map<Long, RoomSubscription> rooms = new HashMap<>();
    private final Set<Long> dropped = new HashSet<>(); // rooms that the account is no member of any more
    private final Replays replays;
    private State state = State.NEW;

    /**
     * Creates the subscriptions of a socket that has not sent {@code hello}.
     *
     * @param lock guards the subscriptions; frames are queued under it
     * @param send puts a frame into the send queue of the socket
     * @param onOverflow called when too many frames would be buffered
     */
    RoomSubscriptions(SendLock lock, Consumer<String> send, Runnable onOverflow) {
        this.lock = lock;
        this.send = send;
        this.buffered = new BufferedFrames(onOverflow);
        this.replays = new Replays(lock, rooms, send);
    }

    /** {@return the replays of the rooms} */
    public Replays replays() {
        return replays;
    }

    /**
     * Changes NEW to GREETING, before {@code welcome} is read from the database. {@return false if {@code hello} has come before}
     */
    public boolean beginGreeting() {
        synchronized (lock) {
            boolean first = state == State.NEW;
            if (first) {
                state = State.GREETING;
            }
            return first;
        }
    }

    /**
     * Records that {@code welcome} or {@code room} names a room to the client. The frame must be in the send queue already.
     *
     * @param seq last sequence number of the room in that frame
     */
    public void announce(long roomId, long seq) {
        lock.queueing(() -> {
            if (dropped.contains(roomId)) {
                return; // the account was removed after the room was read for the frame
            }
            rooms.computeIfAbsent(roomId, id -> RoomSubscription.known(seq)).announce(seq);
            if (state == State.GREETED) {
                sendBuffered();
            }
        });
    }

    /**
     * Queues the replay of a room that {@code hello} names, after {@link #announce} and before {@link #completeGreeting}.
     *
     * @param since sequence number up to which the client holds the room
     */
    public void resume(long roomId, long since) {
        synchronized (lock) {
            if (rooms.containsKey(roomId)) { // otherwise it was dropped meanwhile
                rooms.get(roomId).resumeFrom(since);
                replays.enqueue(roomId);
            }
        }
    }

    /**
     * Changes GREETING to GREETED. Rooms without a gap go live. Rooms with a gap are queued for replay: first those of
     * {@link #resume}, in their order, then those in which something was committed after {@code welcome} was read.
     *
     * @return whether the caller must start the replays
     */
    public boolean completeGreeting() {
        return lock.queueing(() -> {
            state = State.GREETED;
            dropped.forEach(room -> send.accept(ServerFrame.gone(room))); // welcome may have named them
            sendBuffered();
            return replays.enqueueGaps();
        });
    }

    /**
     * Sends a durable frame at once if the subscription of the room is live and {@code seq} is the next number. A frame that leaves a gap
     * queues a replay, which sends the gap and the frame. Any other frame is not sent, because a replay sends it or has sent it. If the
     * room has no subscription, adds one, whose replay sends the frame.
     *
     * @return whether the caller must start the replays
     */
    public boolean offerDurable(long roomId, long seq, String frame) {
        return lock.queueing(() -> {
            if (state == State.NEW) {
                return false; // welcome will contain the change
            }
            RoomSubscription room = rooms.get(roomId);
            if (room == null) {
                dropped.remove(roomId); // the account is a member again
                rooms.put(roomId, RoomSubscription.unknown(seq));
                return state == State.GREETED && replays.enqueue(roomId);
            }
            return switch (room.decide(seq)) {
                case SEND -> {
                    send.accept(frame);
                    yield false;
                }
                case SKIP -> false;
                case REPLAY -> replays.enqueue(roomId);
            };
        });
    }

    /**
     * Sends a frame of a room that has no sequence number, such as a receipt. Buffers the frame until the room is announced,
     * since the announcement is read from the database and may be older than the frame. Drops the frame if the room has no
     * subscription.
     */
    public void offerUnnumbered(long roomId, String frame) {
        lock.queueing(() -> {
            RoomSubscription room = rooms.get(roomId);
            if (state == State.GREETING || state == State.GREETED && room != null && !room.isKnown()) {
                buffered.add(roomId, frame);
            } else if (state == State.GREETED && room != null) {
                send.accept(frame);
            }
        });
    }

    /**
     * Sends a frame that belongs to no room. Buffers the frame until {@code welcome} is queued, since {@code welcome} may contain
     * older data. Drops the frame before {@code hello}.
     */
    void offerAfterWelcome(String frame) {
        lock.queueing(() -> {
            if (state == State.GREETING) {
                buffered.add(frame);
            } else if (state == State.GREETED) {
                send.accept(frame);
            }
        });
    }

    private void sendBuffered() {
        buffered.send(this::fateOfBuffered, send);
    }

    private BufferedFrames.Fate fateOfBuffered(long roomId) {
        RoomSubscription room = rooms.get(roomId);
        if (room == null) {
            return BufferedFrames.Fate.DROP;
        }
        return room.isKnown() ? BufferedFrames.Fate.SEND : BufferedFrames.Fate.KEEP;
    }

    /**
     * Ends the subscription of a room, because the account is no member any more, and sends {@code gone}. No frame of the room follows,
     * unless the account becomes a member again.
     */
    public void drop(long roomId) {
        lock.queueing(() -> {
            if (state == State.NEW || !dropped.add(roomId)) {
                return; // welcome will not contain the room, or gone was sent
            }
            rooms.remove(roomId); // an entry in the queue of replays is skipped later
            buffered.drop(roomId);
            if (state == State.GREETED) {
                send.accept(ServerFrame.gone(roomId));
            }
        });
    }

    /** Ends the subscription of the room whose replay is running as {@link #drop} does, unless the account is a member again. */
    public void dropReplayed() {
        lock.queueing(() -> replays.runningRoom().ifPresent(this::drop));
    }

    /** Runs the sending of an ephemeral frame of a room that the client knows. Drops the frame if it does not know the room. */
    void sendEphemeral(long roomId, Runnable sending) {
        lock.queueing(() -> {
            RoomSubscription room = rooms.get(roomId);
            if (state == State.GREETED && room != null && room.isKnown()) {
                sending.run();
            }
        });
    }

    /** Runs the sending of frames that were read from a room, unless the account has ceased to be a member. {@return whether it ran} */
    public boolean sendRead(long roomId, Runnable sending) {
        return lock.queueing(() -> {
            boolean member = !dropped.contains(roomId);
            if (member) {
                sending.run();
            }
            return member;
        });
    }

    /** {@return whether {@code hello} has not come} */
    public boolean isNew() {
        synchronized (lock) {
            return state == State.NEW;
        }
    }

    /** {@return whether {@code welcome} and the answers to {@code hello} are queued} */
    boolean isGreeted() {
        synchronized (lock) {
            return state == State.GREETED;
        }
    }
}
