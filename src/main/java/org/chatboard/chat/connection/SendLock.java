package org.chatboard.chat.connection;

import java.util.function.Supplier;

/**
 * The lock under which the frames of one socket are queued in their order. They are sent after its release: a send takes locks of the
 * container and writes to the network. Under the lock it would stop the threads that deliver to other sockets too, and could deadlock with a
 * thread of the container.
 */
final class SendLock {
    private final Runnable send;

    /**
     * Creates the lock of a socket.
     *
     * @param send sends what is queued
     */
    SendLock(Runnable send) {
        this.send = send;
    }

    /** Runs an action that may queue frames under the lock, and sends them without it. */
    <T> T queueing(Supplier<T> action) {
        try {
            synchronized (this) {
                return action.get();
            }
        } finally {
            flush();
        }
    }

    /** Runs an action as {@link #queueing(Supplier)} does. */
    void queueing(Runnable action) {
        queueing(() -> {
            action.run();
            return null;
        });
    }

    /** Sends what is queued. Does nothing for a caller with the lock, whose frames are sent when it releases the lock. */
    void flush() {
        if (!Thread.holdsLock(this)) {
            send.run();
        }
    }
}
