package org.chatboard.chat.connection;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.message.MessageDto;

/**
 * The rooms of one socket that need a replay, in their order; the replay of the first one is running. {@link RoomSubscriptions} queues the
 * rooms, and {@code ReplaySender} reads and sends their pages. Any thread may call the public methods; the caller of any other has the lock.
 */
public final class Replays {
    private final SendLock lock;
    private final Map<Long, RoomSubscription> rooms;
    private final Consumer<String> send;
    private final Queue<Long> queue = new ArrayDeque<>(); // room ids; a room that was dropped is skipped later
    private RoomSubscription running; // whose page is read or sent at present

    /**
     * Creates an empty queue.
     *
     * @param lock guards the queue and the subscriptions
     * @param rooms the subscriptions of the socket by the id of the room, to which {@link RoomSubscriptions} adds and from which it removes
     * @param send puts a frame into the send queue of the socket
     */
    Replays(SendLock lock, Map<Long, RoomSubscription> rooms, Consumer<String> send) {
        this.lock = lock;
        this.rooms = rooms;
        this.send = send;
    }

    /** Queues a room. {@return whether the caller must start the replays} */
    boolean enqueue(long roomId) {
        queue.add(roomId);
        return queue.size() == 1;
    }

    /**
     * Queues all rooms with a gap: first those that are queued already, because {@code hello} named them, then the others. Rooms without a
     * gap go live, with {@code synced} where {@code hello} named them.
     *
     * @return whether the caller must start the replays
     */
    boolean enqueueGaps() {
        List<Long> resumed = List.copyOf(queue);
        queue.clear();
        for (Long roomId : resumed) {
            if (!rooms.containsKey(roomId)) {
                continue;
            }
            if (rooms.get(roomId).goLiveIfCaughtUp()) {
                sendSynced(roomId);
            } else {
                queue.add(roomId);
            }
        }
        rooms.forEach((roomId, room) -> {
            if (!room.isResumed() && !room.goLiveIfCaughtUp()) {
                queue.add(roomId);
            }
        });
        return !queue.isEmpty();
    }

    /** {@return the room whose replay is running; empty if none is, or the room was dropped} */
    OptionalLong runningRoom() {
        return running != null && rooms.get(queue.peek()) == running
                ? OptionalLong.of(queue.element())
                : OptionalLong.empty();
    }

    /** {@return the next read of the running replay; empty if all rooms of the queue were dropped} */
    public Optional<ReplayStep> nextStep() {
        synchronized (lock) {
            while (!queue.isEmpty() && needsNoReplay(rooms.get(queue.element()))) {
                queue.remove(); // the room was dropped, or was queued twice by a drop and a new membership
            }
            running = rooms.get(queue.peek());
            return Optional.ofNullable(running).map(room -> room.nextStep(queue.element()));
        }
    }

    private static boolean needsNoReplay(RoomSubscription room) {
        return room == null || room.state() == RoomSubscription.State.LIVE;
    }

    /**
     * {@return those of a page's messages that the running replay has not sent in their current state; they count as sent now}
     *
     * @param messages the messages of the page that {@link #nextStep} asked for, in a replay that {@code hello} asked for
     */
    public List<MessageDto> takeUnsent(List<MessageDto> messages) {
        synchronized (lock) {
            return runningRoom().isPresent() ? running.takeUnsent(messages) : List.of();
        }
    }

    /** Runs the sending of frames of the running replay, unless its room was dropped. {@return whether it ran} */
    public boolean send(Runnable sending) {
        return lock.queueing(() -> {
            boolean current = runningRoom().isPresent();
            if (current) {
                sending.run();
            }
            return current;
        });
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
        return lock.queueing(() -> {
            if (runningRoom().isEmpty()) {
                queue.remove();
            } else if (running.pageSent(to, more)) {
                sendSynced(queue.remove());
            }
            return !queue.isEmpty();
        });
    }

    private void sendSynced(long roomId) {
        RoomSubscription.Synced synced = rooms.get(roomId).takeSynced();
        if (synced != null) {
            send.accept(ServerFrame.synced(roomId, synced.from(), synced.to(), synced.more()));
        }
    }
}
