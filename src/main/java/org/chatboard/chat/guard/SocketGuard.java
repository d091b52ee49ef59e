package org.chatboard.chat.guard;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches the transport of one socket: the frames that come, and whether the client reads what is written. The container answers
 * pings into a queue that it does not bound, and takes up to 4 MiB of an unfinished frame; both end here.
 */
public final class SocketGuard {
    /** For a socket whose transport is not known. */
    public static final SocketGuard NONE = new SocketGuard(Integer.MAX_VALUE);

    /** Heap that unread pongs may take: some 150 of the longest. */
    private static final int MAX_PENDING_PONG_BYTES = 64 << 10;

    /** What the container holds for a pong besides its payload. */
    private static final int PONG_OVERHEAD_BYTES = 300;

    private final FrameScanner scanner;
    private final AtomicInteger pendingPongBytes = new AtomicInteger(); // pongs that the container has not written yet
    private volatile Owner owner;
    private volatile SocketFault fault;
    private volatile long blockedSinceMs; // 0 while the client reads
    private volatile boolean ended; // the container closed the connection, and may give its buffers to another
    private boolean reported;

    /** The connection of the socket. */
    public interface Owner {
        /**
         * Takes a permit for a control frame or a fragment.
         *
         * @return false where there were too many
         */
        boolean onExtraFrame();

        /** Closes the socket. Nothing more is read from it. */
        void onFault(SocketFault fault);
    }

    /**
     * Makes the guard of a socket.
     *
     * @param maxMessageBytes largest message that the client may send, in bytes
     */
    public SocketGuard(int maxMessageBytes) {
        scanner = new FrameScanner(maxMessageBytes, new FrameScanner.Listener() {
            @Override
            public boolean onExtraFrame() {
                return owner == null || owner.onExtraFrame();
            }

            @Override
            public void onPing(int payloadBytes) {
                pendingPongBytes.addAndGet(payloadBytes + PONG_OVERHEAD_BYTES);
            }
        });
    }

    /** Names the connection, before the first byte is read. */
    public void bind(Owner connection) {
        owner = connection;
    }

    /** {@return milliseconds that the client has not read what waits for it, 0 where it does} */
    public long blockedForMs(long nowMs) {
        long since = blockedSinceMs;
        return since == 0 ? 0 : nowMs - since;
    }

    /** {@return how many of the bytes that came the container may see} */
    int onRead(byte[] bytes, int offset, int count) {
        if (!isOpen()) {
            return 0;
        }
        int passed = scanner.scan(bytes, offset, count);
        fault = scanner.fault();
        return passed;
    }

    /** {@return whether more may be read} */
    boolean isOpen() {
        if (fault == null && pendingPongBytes.get() > MAX_PENDING_PONG_BYTES) {
            fault = SocketFault.UNREAD;
        }
        return fault == null && !ended && !scanner.isClosed();
    }

    /** {@return whether the socket is to be closed for what came, and still can be} */
    boolean isAtFault() {
        return fault != null && !ended;
    }

    /** Tells the connection of the fault, once. */
    void report() {
        if (!reported && owner != null) {
            reported = true;
            owner.onFault(fault);
        }
    }

    /** From now on nothing is read. */
    void end() {
        ended = true;
    }

    void onPongWritten(int payloadBytes) {
        pendingPongBytes.addAndGet(-payloadBytes - PONG_OVERHEAD_BYTES);
    }

    void onWritable(boolean writable) {
        if (writable) {
            blockedSinceMs = 0;
        } else if (blockedSinceMs == 0) {
            blockedSinceMs = System.currentTimeMillis();
        }
    }
}
