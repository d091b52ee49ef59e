package org.chatboard.chat.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import org.chatboard.chat.wire.ClientFrame;

/** The {@code history} requests of one socket that are not answered yet, in order; the first one is being read or sent. */
public final class HistoryRequests {
    /** Most requests that may wait at once. */
    public static final int MAX = 16;

    private final Queue<ClientFrame.History> requests = new ArrayDeque<>();

    /** {@return whether a further request must be rejected} */
    public synchronized boolean isFull() {
        return requests.size() >= MAX;
    }

    /**
     * Adds a request.
     *
     * @return whether it is the only one, so that the caller must answer it
     */
    public synchronized boolean add(ClientFrame.History request) {
        requests.add(request);
        return requests.size() == 1;
    }

    /** Removes the first request after its answer. {@return the next one, null for none} */
    public synchronized ClientFrame.History next() {
        requests.poll();
        return requests.peek();
    }
}
