package org.chatboard.chat.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import org.chatboard.chat.wire.ClientFrame;

/** The pages of history that a socket asked for and that are not all on the wire yet; the first is being made or sent. */
public final class HistoryRequests {
    /** Pages that a client may ask for ahead of those it has read. */
    public static final int MAX = 16;

    private final Queue<ClientFrame.History> asked = new ArrayDeque<>();

    /** Whether no further one is taken. */
    public synchronized boolean isFull() {
        return asked.size() >= MAX;
    }

    /**
     * Adds a request.
     *
     * @return whether no other is being answered, so that the caller begins
     */
    public synchronized boolean add(ClientFrame.History page) {
        asked.add(page);
        return asked.size() == 1;
    }

    /** {@return the next request, once the first was answered; null for none} */
    public synchronized ClientFrame.History next() {
        asked.poll();
        return asked.peek();
    }
}
