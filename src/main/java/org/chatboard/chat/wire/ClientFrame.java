package org.chatboard.chat.wire;

import java.util.List;
import org.chatboard.conversation.request.MessageChange;

/** A frame of a client with checked fields; {@link ClientFrameReader} reads it. */
public sealed interface ClientFrame {
    /**
     * The fields by which an {@code error} names the request that it answers.
     *
     * @param cid idempotency key of the request, or null
     * @param room id of the room, or null
     */
    record RequestId(String cid, Long room) {}

    /** {@return whether the frame requests a durable change, which takes a permit for a message} */
    default boolean isDurable() {
        return this instanceof Send || this instanceof Change;
    }

    /** {@return the fields by which an error names this frame} */
    default RequestId requestId() {
        return new RequestId(null, null);
    }

    /**
     * The first frame of a page.
     *
     * @param rooms the rooms that the client holds, and up to where
     * @param active whether the person is active on the page; true if the frame does not say
     */
    record Hello(List<ResumePoint> rooms, boolean active) implements ClientFrame {}

    /**
     * Where the client wants to resume a room.
     *
     * @param room its id
     * @param epoch the room's epoch as the client knows it, or null
     * @param since sequence number up to which the client holds the room, 0 for none
     */
    record ResumePoint(long room, String epoch, long since) {}

    /**
     * Sends a message; exactly one of {@code room} and {@code to} is set.
     *
     * @param room id of the room, or null
     * @param to id of the account to write to, or null
     * @param cid idempotency key, or null on the plain endpoint, where the server makes one
     * @param message its text, not checked
     * @param replyTo id of the message that it quotes, or null
     * @param files ids of its files, each once; not checked
     */
    record Send(Long room, Long to, String cid, String message, Long replyTo, List<String> files)
            implements ClientFrame {
        @Override
        public RequestId requestId() {
            return new RequestId(cid, room);
        }
    }

    /**
     * Requests a change of a message.
     *
     * @param room id of its room
     * @param cid idempotency key
     * @param id the message's id
     * @param operation the change; its text is not checked
     */
    record Change(long room, String cid, long id, MessageChange.Operation operation) implements ClientFrame {
        @Override
        public RequestId requestId() {
            return new RequestId(cid, room);
        }
    }

    /**
     * Reports how far the account has received or read a room.
     *
     * @param room id of the room
     * @param receivedSeq sequence number up to which a device has stored it, or 0
     * @param readSeq sequence number up to which it was shown on a screen, or 0
     */
    record Progress(long room, long receivedSeq, long readSeq) implements ClientFrame {
        @Override
        public RequestId requestId() {
            return new RequestId(null, room);
        }
    }

    /**
     * Requests a page of a room's history; the newest one if both bounds are null.
     *
     * @param room id of the room
     * @param before sequence number, exclusive, or null
     * @param after sequence number, exclusive, or null
     * @param limit most messages of the page
     */
    record History(long room, Long before, Long after, int limit) implements ClientFrame {
        @Override
        public RequestId requestId() {
            return new RequestId(null, room);
        }
    }

    /** An ephemeral frame: it is not stored and gets no ack. */
    sealed interface Ephemeral extends ClientFrame {}

    /**
     * Reports whether the person is active on the page.
     *
     * @param on false if the page is hidden, or had no input for a while
     */
    record Active(boolean on) implements Ephemeral {}

    /**
     * Reports whether the person types.
     *
     * @param room id of the room
     * @param on false when they stop
     */
    record Typing(long room, boolean on) implements Ephemeral {
        @Override
        public RequestId requestId() {
            return new RequestId(null, room);
        }
    }

    /**
     * Replaces the accounts whose presence the page shows.
     *
     * @param accounts their ids, each once
     */
    record Watch(List<Long> accounts) implements Ephemeral {}

    /**
     * The answer to a {@code ping}.
     *
     * @param n its number
     */
    record Pong(long n) implements ClientFrame {}
}
