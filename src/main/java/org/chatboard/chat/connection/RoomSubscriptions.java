package org.chatboard.chat.connection;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.message.MessageDto;

/**
 * The subscriptions of one socket to all its rooms, and the queue of rooms to replay. Nothing is sent before {@code welcome}.
 * Afterwards the durable frames of a room go out in the order of their sequence numbers: first those of its replay, then live
 * ones. Any thread may call any method. Frames are queued under the lock of this object, in their order, and sent after it is released.
 */
public final class RoomSubscriptions {
    /** Most messages that one replay sends for {@code hello}; the client reads the rest with {@code history}. */
    public static final int MAX_REPLAYED_MESSAGES = 1_000;

    /** The state of the socket. */
    private enum State {
        /** {@code hello} has not come. */
        NEW,
        /** {@code hello} has come. {@code welcome} and the other answers to {@code hello} are not all queued yet. */
        GREETING,
        /** {@code welcome} and the answers to {@code hello} are queued. */
        GREETED
    }

    /**
     * The next read of a replay.
     *
     * @param roomId the room
     * @param known whether the client knows the room; if not, {@code room} must be sent first
     * @param cursor sequence number up to which the client holds the room
     * @param resumed whether {@code hello} asked for the replay; such a replay sends each message in its current state, any other
     *     sends every message and change in order
     * @param newAbove sequence number above which a message is new to the client: neither the counts of {@code welcome} include it, nor
     *     has the replay sent it
     * @param remainingMessages how many messages the replay may still send
     */
    public record ReplayStep(
            long roomId, boolean known, long cursor, boolean resumed, long newAbove, int remainingMessages) {}

    private final Consumer<String> send;
    private final Runnable flush;
    private final BufferedFrames buffered;
    private final Map<Long, RoomSubscription> rooms = new HashMap<>();
    private final Queue<Long> replayQueue = new ArrayDeque<>(); // room ids; the replay of the first one is running
    private final Set<Long> dropped = new HashSet<>(); // rooms that the account is no member of any more
    private RoomSubscription replayed; // whose page is read or sent at present
    private State state = State.NEW;

    /**
     * Creates the subscriptions of a socket that has not sent {@code hello}.
     *
     * @param send puts a frame into the send queue of the socket
     * @param onOverflow called when too many frames would be buffered
     * @param flush sends what is queued; called without the lock, unless the caller has it from a call further out
     */
    RoomSubscriptions(Consumer<String> send, Runnable onOverflow, Runnable flush) {
        this.send = send;
        this.buffered = new BufferedFrames(onOverflow);
        this.flush = flush;
    }

    /**
     * Runs an action that may queue frames under the lock, and sends them without it. A send takes locks of the container and writes to the
     * network. Under the lock it would stop the threads that deliver to other sockets too, and could deadlock with a thread of the container.
     */
    private <T> T queueing(Supplier<T> action) {
        try {
            synchronized (this) {
                return action.get();
            }
        } finally {
            flush.run();
        }
    }

    private void queueing(Runnable action) {
        queueing(() -> {
            action.run();
            return null;
        });
    }

    /**
     * Changes NEW to GREETING, before {@code welcome} is read from the database. {@return false if {@code hello} has come before}
     */
    public synchronized boolean beginGreeting() {
        boolean first = state == State.NEW;
        if (first) {
            state = State.GREETING;
        }
        return first;
    }

    /**
     * Records that {@code welcome} or {@code room} names a room to the client. The frame must be in the send queue already.
     *
     * @param seq last sequence number of the room in that frame
     */
    public void announce(long roomId, long seq) {
        queueing(() -> {
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
    public synchronized void resume(long roomId, long since) {
        if (rooms.containsKey(roomId)) { // otherwise it was dropped meanwhile
            rooms.get(roomId).resumeFrom(since);
            replayQueue.add(roomId);
        }
    }

    /**
     * Changes GREETING to GREETED. Rooms without a gap go live. Rooms with a gap are queued for replay: first those of
     * {@link #resume}, in their order, then those in which something was committed after {@code welcome} was read.
     *
     * @return whether the caller must start the replays
     */
    public boolean completeGreeting() {
        return queueing(() -> {
            state = State.GREETED;
            dropped.forEach(room -> send.accept(ServerFrame.gone(room))); // welcome may have named them
            sendBuffered();
            List<Long> resumed = List.copyOf(replayQueue);
            replayQueue.clear();
            for (Long roomId : resumed) {
                if (!rooms.containsKey(roomId)) {
                    continue;
                }
                if (rooms.get(roomId).goLiveIfCaughtUp()) {
                    sendSynced(roomId);
                } else {
                    replayQueue.add(roomId);
                }
            }
            rooms.forEach((roomId, room) -> {
                if (!room.isResumed() && !room.goLiveIfCaughtUp()) {
                    replayQueue.add(roomId);
                }
            });
            return !replayQueue.isEmpty();
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
        return queueing(() -> {
            if (state == State.NEW) {
                return false; // welcome will contain the change
            }
            RoomSubscription room = rooms.get(roomId);
            if (room == null) {
                dropped.remove(roomId); // the account is a member again
                rooms.put(roomId, RoomSubscription.unknown(seq));
                return state == State.GREETED && enqueueReplay(roomId);
            }
            return switch (room.decide(seq)) {
                case SEND -> {
                    send.accept(frame);
                    yield false;
                }
                case SKIP -> false;
                case REPLAY -> enqueueReplay(roomId);
            };
        });
    }

    private boolean enqueueReplay(long roomId) {
        replayQueue.add(roomId);
        return replayQueue.size() == 1;
    }

    /**
     * Sends a frame of a room that has no sequence number, such as a receipt. Buffers the frame until the room is announced,
     * since the announcement is read from the database and may be older than the frame. Drops the frame if the room has no
     * subscription.
     */
    public void offerUnnumbered(long roomId, String frame) {
        queueing(() -> {
            RoomSubscription room = rooms.get(roomId);
            if (state == State.GREETING || state == State.GREETED && room != null && !isKnown(room)) {
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
        queueing(() -> {
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
        return isKnown(room) ? BufferedFrames.Fate.SEND : BufferedFrames.Fate.KEEP;
    }

    /**
     * Ends the subscription of a room, because the account is no member any more, and sends {@code gone}. No frame of the room follows,
     * unless the account becomes a member again.
     */
    public void drop(long roomId) {
        queueing(() -> {
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
        queueing(() -> {
            if (isReplayCurrent()) {
                drop(replayQueue.element());
            }
        });
    }

    /** Runs the sending of an ephemeral frame of a room that the client knows. Drops the frame if it does not know the room. */
    void sendEphemeral(long roomId, Runnable sending) {
        queueing(() -> {
            RoomSubscription room = rooms.get(roomId);
            if (state == State.GREETED && room != null && isKnown(room)) {
                sending.run();
            }
        });
    }

    /** Runs the sending of frames that were read from a room, unless the account has ceased to be a member. {@return whether it ran} */
    public boolean sendRead(long roomId, Runnable sending) {
        return queueing(() -> {
            boolean member = !dropped.contains(roomId);
            if (member) {
                sending.run();
            }
            return member;
        });
    }

    /** Runs the sending of frames of the running replay, unless its room was dropped. {@return whether it ran} */
    public boolean sendReplayed(Runnable sending) {
        return queueing(() -> {
            boolean current = isReplayCurrent();
            if (current) {
                sending.run();
            }
            return current;
        });
    }

    private static boolean needsNoReplay(RoomSubscription room) {
        return room == null || room.state() == RoomSubscription.State.LIVE;
    }

    private boolean isReplayCurrent() {
        return replayed != null && rooms.get(replayQueue.peek()) == replayed;
    }

    /**
     * {@return the next read of the running replay, which {@link #offerDurable} or {@link #completeGreeting} has queued; empty if all rooms
     * of the queue were dropped}
     */
    public synchronized Optional<ReplayStep> nextStep() {
        while (!replayQueue.isEmpty() && needsNoReplay(rooms.get(replayQueue.element()))) {
            replayQueue.remove(); // the room was dropped, or was queued twice by a drop and a new membership
        }
        if (replayQueue.isEmpty()) {
            replayed = null;
            return Optional.empty();
        }
        long roomId = replayQueue.element();
        replayed = rooms.get(roomId);
        return Optional.of(new ReplayStep(
                roomId,
                isKnown(replayed),
                replayed.cursor(),
                replayed.isResumed(),
                replayed.newAbove(),
                replayed.remainingMessages()));
    }

    /**
     * {@return those of a page's messages that the running replay has not sent in their current state; they count as sent now}
     *
     * @param messages the messages of the page that {@link #nextStep} asked for, in a replay that {@code hello} asked for
     */
    public synchronized List<MessageDto> takeUnsent(List<MessageDto> messages) {
        return isReplayCurrent() ? replayed.takeUnsent(messages) : List.of();
    }

    /**
     * Records that the running replay has sent a page, or that its room was dropped. If the replay is over and {@code hello} asked for it,
     * sends {@code synced}.
     *
     * @param to last sequence number of the page
     * @param more whether the database held more when the page was read
     * @return whether {@link #nextStep} has a further step, of this room or of the next one
     */
    public boolean pageSent(long to, boolean more) {
        return queueing(() -> {
            if (!isReplayCurrent()) {
                replayQueue.remove();
            } else if (replayed.pageSent(to, more)) {
                sendSynced(replayQueue.remove());
            }
            return !replayQueue.isEmpty();
        });
    }

    private void sendSynced(long roomId) {
        RoomSubscription.Synced synced = rooms.get(roomId).takeSynced();
        if (synced != null) {
            send.accept(ServerFrame.synced(roomId, synced.from(), synced.to(), synced.more()));
        }
    }

    private static boolean isKnown(RoomSubscription room) {
        return room.state() != RoomSubscription.State.UNKNOWN;
    }

    /** {@return whether {@code hello} has not come} */
    public synchronized boolean isNew() {
        return state == State.NEW;
    }

    /** {@return whether {@code welcome} and the answers to {@code hello} are queued} */
    synchronized boolean isGreeted() {
        return state == State.GREETED;
    }
}
