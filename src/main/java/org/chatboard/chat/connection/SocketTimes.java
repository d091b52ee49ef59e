package org.chatboard.chat.connection;

/** When a socket was opened, when a frame of its client came last, and when it was pinged last. */
public final class SocketTimes {
    private final long openedMs = System.currentTimeMillis();
    private volatile long lastActivityMs = openedMs;
    private long lastPingMs = openedMs;

    /** Records that a frame of the client has arrived, which restarts the idle timeout. */
    public void recordActivity() {
        lastActivityMs = System.currentTimeMillis();
    }

    /** {@return milliseconds since the last frame of the client} */
    public long idleMs(long nowMs) {
        return nowMs - lastActivityMs;
    }

    /** {@return milliseconds since the socket was opened} */
    long openForMs(long nowMs) {
        return nowMs - openedMs;
    }

    /**
     * Starts a new ping interval if the last one is over. {@return whether it did, so that the caller must send a ping} Only the
     * heartbeat thread calls this method.
     */
    public boolean startPingIfDue(long nowMs, long everyMs) {
        boolean due = nowMs - lastPingMs >= everyMs;
        if (due) {
            lastPingMs = nowMs;
        }
        return due;
    }
}
