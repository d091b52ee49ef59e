package org.chatboard.chat.wire;

import java.util.List;
import org.chatboard.conversation.message.MessageChange;

/** A frame from a client, its fields checked; see {@link ClientFrameReader}. */
public sealed interface ClientFrame {
    /**
     * What an error that answers a frame names too.
     *
     * @param cid the message's id, or null
     * @param room id of the room, or null
     */
    record Named(String cid, Long room) {}

    /** Whether it asks for something lasting, which counts as a message. */
    default boolean isLasting() {
        return this instanceof Send || this instanceof ChangeOf;
    }

    /** What this frame names. */
    default Named named() {
        return new Named(null, null);
    }

    /**
     * The first frame of a page.
     *
     * @param rooms what the client holds
     * @param active whether somebody looks at the page, which who says nothing of it means
     */
    record Hello(List<Held> rooms, boolean active) implements ClientFrame {}

    /**
     * What a client holds of a room.
     *
     * @param room its id
     * @param epoch the room's epoch as the client knows it, or null
     * @param since highest number that it holds, 0 for none
     */
    record Held(long room, String epoch, long since) {}

    /**
     * A message; one of {@code room} and {@code to} is there.
     *
     * @param room id of the room, or null
     * @param to id of the account to write to, or null
     * @param cid the client's id of it, or null where the door lets the server make one
     * @param message its text as it came
     * @param replyTo id of the message that it answers, or null
     */
    record Send(Long room, Long to, String cid, String message, Long replyTo) implements ClientFrame {
        @Override
        public Named named() {
            return new Named(cid, room);
        }
    }

    /**
     * Asks for a change of a message.
     *
     * @param room id of its room
     * @param cid the client's id of the change
     * @param id the message's id
     * @param what becomes of it, its text as it came
     */
    record ChangeOf(long room, String cid, long id, MessageChange.What what) implements ClientFrame {
        @Override
        public Named named() {
            return new Named(cid, room);
        }
    }

    /**
     * How far the account got.
     *
     * @param room id of the room
     * @param receivedSeq number up to which it is stored on a device, or 0
     * @param readSeq number up to which it was seen on a screen, or 0
     */
    record Progress(long room, long receivedSeq, long readSeq) implements ClientFrame {
        @Override
        public Named named() {
            return new Named(null, room);
        }
    }

    /**
     * Asks for a page of a room; both bounds null: the newest.
     *
     * @param room id of the room
     * @param before exclusive, or null
     * @param after exclusive, or null
     * @param limit at most so many messages
     */
    record History(long room, Long before, Long after, int limit) implements ClientFrame {
        @Override
        public Named named() {
            return new Named(null, room);
        }
    }

    /** A frame about what passes: none of it is stored, none is answered by an ack. */
    sealed interface Passing extends ClientFrame {}

    /**
     * Whether somebody looks at the page.
     *
     * @param on false where it is hidden, or nothing was pressed or moved for a while
     */
    record Active(boolean on) implements Passing {}

    /**
     * Whether somebody types.
     *
     * @param room id of the room
     * @param on false where they have ended
     */
    record Typing(long room, boolean on) implements Passing {
        @Override
        public Named named() {
            return new Named(null, room);
        }
    }

    /**
     * The people on the screen, in place of those before.
     *
     * @param accounts their ids, each once
     */
    record Watch(List<Long> accounts) implements Passing {}

    /**
     * The answer to a {@code ping}.
     *
     * @param n its number
     */
    record Pong(long n) implements ClientFrame {}
}
