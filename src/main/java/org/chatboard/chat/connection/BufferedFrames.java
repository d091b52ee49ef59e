package org.chatboard.chat.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Ephemeral frames and receipts of one socket that its client cannot use yet, because no frame has named their room. {@link RoomSubscriptions}
 * holds the lock for every call.
 */
final class BufferedFrames {
    /** Most frames that are buffered for one socket; one more closes it. */
    private static final int MAX = 1_000;

    private static final long NO_ROOM = 0;

    /** What happens to a buffered frame. */
    enum Fate {
        SEND,
        KEEP,
        DROP
    }

    private record BufferedFrame(long roomId, String text) {}

    private final Runnable onOverflow;
    private List<BufferedFrame> frames = new ArrayList<>();

    /**
     * Creates an empty buffer.
     *
     * @param onOverflow called when more than {@value #MAX} frames would be buffered
     */
    BufferedFrames(Runnable onOverflow) {
        this.onOverflow = onOverflow;
    }

    /** Buffers a frame that belongs to no room. */
    void add(String text) {
        add(NO_ROOM, text);
    }

    /** Buffers a frame of a room. */
    void add(long roomId, String text) {
        if (frames.size() >= MAX) {
            onOverflow.run();
        } else {
            frames.add(new BufferedFrame(roomId, text));
        }
    }

    /** Sends the frames that belong to no room. Sends, keeps or drops each other frame, as its room decides. */
    void send(LongFunction<Fate> fateOfRoom, Consumer<String> send) {
        List<BufferedFrame> kept = new ArrayList<>();
        for (BufferedFrame frame : frames) {
            Fate fate = frame.roomId() == NO_ROOM ? Fate.SEND : fateOfRoom.apply(frame.roomId());
            if (fate == Fate.SEND) {
                send.accept(frame.text());
            } else if (fate == Fate.KEEP) {
                kept.add(frame);
            }
        }
        frames = kept;
    }

    /** Drops the frames of a room. */
    void drop(long roomId) {
        frames.removeIf(frame -> frame.roomId() == roomId);
    }
}
