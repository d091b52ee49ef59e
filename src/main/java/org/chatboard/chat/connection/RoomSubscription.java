package org.chatboard.chat.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.chatboard.conversation.message.MessageDto;

/**
 * The subscription of one socket to one room: a state, the cursor, and the high-water mark. {@link RoomSubscriptions} holds the
 * lock for every call. {@code docs/architecture.md} draws the state machine.
 */
final class RoomSubscription {
    /** The state of the subscription. It decides what happens to a durable frame of the room. */
    enum State {
        /**
         * Neither {@code welcome} nor {@code room} has named the room to the client. A durable frame raises the high-water mark.
         */
        UNKNOWN,
        /** The client knows the room, but may lack durable frames of it. A durable frame raises the high-water mark. */
        REPLAYING,
        /**
         * The client has everything up to the cursor. The next durable frame is sent; one that leaves a gap raises the high-water mark and
         * starts a replay.
         */
        LIVE
    }

    /** What the caller must do with a durable frame. */
    enum Decision {
        /** Send it now. */
        SEND,
        /** Not send it: a replay has sent it or will. */
        SKIP,
        /** Not send it, and queue the replay that sends it together with the frames that are missing before it. */
        REPLAY
    }

    /**
     * The progress of a replay that {@code hello} asked for. Such a replay sends messages in their current state instead of every
     * change, and ends with {@code synced}.
     */
    private static final class Resume {
        private final long since;
        private final long counted; // sequence number up to which the announced unread counts go
        private final Map<Long, Long> changeSeqs = new HashMap<>();
        private int messages;
        private OptionalLong truncatedAt = OptionalLong.empty();

        Resume(long since, long counted) {
            this.since = since;
            this.counted = counted;
        }
    }

    /**
     * The fields of {@code synced}, besides the room.
     *
     * @param from sequence number that the client held before the replay
     * @param to sequence number that it holds now
     * @param more whether the replay stopped at its limit, so that the client must read on with {@code history}
     */
    record Synced(long from, long to, boolean more) {}

    private State state;
    private long cursor;
    private long highWaterMark;
    private Resume resume; // null if hello did not name the room, and after the replay

    private RoomSubscription(State state, long cursor, long highWaterMark) {
        this.state = state;
        this.cursor = cursor;
        this.highWaterMark = highWaterMark;
    }

    /**
     * {@return the subscription of a room that the client does not know}
     *
     * @param seq sequence number of the room's first durable frame, which the replay will send
     */
    static RoomSubscription unknown(long seq) {
        return new RoomSubscription(State.UNKNOWN, seq - 1, seq);
    }

    /**
     * {@return the subscription of a room that a frame names to the client}
     *
     * @param seq last sequence number of the room in that frame
     */
    static RoomSubscription known(long seq) {
        return new RoomSubscription(State.REPLAYING, seq, seq);
    }

    /**
     * Changes UNKNOWN to REPLAYING, because a frame names the room to the client.
     *
     * @param seq last sequence number of the room in that frame
     */
    void announce(long seq) {
        if (state == State.UNKNOWN) {
            state = State.REPLAYING;
        }
        cursor = seq;
        highWaterMark = Math.max(highWaterMark, seq);
    }

    /**
     * Sets the cursor to the position that {@code hello} names. The state stays REPLAYING. The room was announced just before.
     *
     * @param since sequence number up to which the client holds the room
     */
    void resumeFrom(long since) {
        resume = new Resume(since, cursor);
        cursor = since;
    }

    /**
     * Decides about a durable frame. Changes LIVE to REPLAYING if the frame leaves a gap: frames of two nodes may overtake each other, so
     * the missing ones may still be on their way, but all of them are committed, and the replay reads them.
     */
    Decision decide(long seq) {
        if (state != State.LIVE) {
            highWaterMark = Math.max(highWaterMark, seq);
            return Decision.SKIP;
        }
        if (seq <= cursor) {
            return Decision.SKIP;
        }
        if (seq > cursor + 1) {
            state = State.REPLAYING;
            highWaterMark = seq;
            return Decision.REPLAY;
        }
        cursor = seq;
        return Decision.SEND;
    }

    /** Changes REPLAYING to LIVE if nothing was committed above the cursor. {@return whether the room is live now} */
    boolean goLiveIfCaughtUp() {
        if (state == State.REPLAYING && highWaterMark <= cursor) {
            state = State.LIVE;
        }
        return state == State.LIVE;
    }

    /**
     * Advances the cursor to the end of a page that the replay has sent. Changes REPLAYING to LIVE if the page reaches the high-water mark, or
     * if the replay has reached its limit. In the second case the cursor jumps to the mark: the client reads what lies between with
     * {@code history}, and live frames go on above it.
     *
     * @param to last sequence number of the page
     * @param more whether the database held more when the page was read
     * @return whether the replay is over
     */
    boolean pageSent(long to, boolean more) {
        cursor = Math.max(cursor, to);
        if (!more && goLiveIfCaughtUp()) {
            return true;
        }
        if (remainingMessages() > 0) {
            return false;
        }
        resume.truncatedAt = OptionalLong.of(cursor);
        cursor = Math.max(cursor, highWaterMark);
        state = State.LIVE;
        return true;
    }

    /** {@return those of a page's messages that the replay has not sent in their current state; they count as sent now} */
    List<MessageDto> takeUnsent(List<MessageDto> messages) {
        List<MessageDto> unsent = new ArrayList<>();
        for (MessageDto message : messages) {
            Long changeSeq = message.changeSeq();
            if (changeSeq == null || !changeSeq.equals(resume.changeSeqs.put(message.id(), changeSeq))) {
                unsent.add(message);
            }
        }
        resume.messages += unsent.size();
        return unsent;
    }

    /** Ends the replay of a room that {@code hello} named. {@return the fields of its {@code synced}, null for any other room} */
    Synced takeSynced() {
        if (resume == null) {
            return null;
        }
        Synced synced = new Synced(resume.since, resume.truncatedAt.orElse(cursor), resume.truncatedAt.isPresent());
        resume = null;
        return synced;
    }

    /** {@return whether {@code hello} asked for the replay} */
    boolean isResumed() {
        return resume != null;
    }

    /** {@return the next read of the replay of this room} */
    ReplayStep nextStep(long roomId) {
        return new ReplayStep(roomId, isKnown(), cursor, isResumed(), newAbove(), remainingMessages());
    }

    /** {@return how many messages the replay may still send} */
    int remainingMessages() {
        return resume == null ? Integer.MAX_VALUE : ReplayStep.MAX_MESSAGES - resume.messages;
    }

    /**
     * {@return sequence number above which a message is new to the client: the counts of {@code welcome} do not include it, and the replay
     * has not sent it}
     */
    long newAbove() {
        return resume == null ? cursor : Math.max(cursor, resume.counted);
    }

    State state() {
        return state;
    }

    /** {@return whether a frame has named the room to the client} */
    boolean isKnown() {
        return state != State.UNKNOWN;
    }

    /** {@return sequence number up to which the client holds the room, or reads it with {@code history}} */
    long cursor() {
        return cursor;
    }
}
