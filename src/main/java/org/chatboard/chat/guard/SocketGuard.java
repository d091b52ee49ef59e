package org.chatboard.chat.guard;

import java.util.concurrent.atomic.AtomicInteger;
import org.chatboard.platform.web.RequestClient;

/**
 * Guards the transport of one socket: scans the frames of the client, and notices a client that does not read. It limits two
 * things that the container does not: the queue of pongs, which is unbounded, and an unfinished frame, of which the container
 * buffers up to 4 MiB.
 */
public final class SocketGuard {
    /** For a socket without a guarded transport, as in tests. */
    public static final SocketGuard NONE = new SocketGuard(Integer.MAX_VALUE, RequestClient.UNKNOWN);

    /** Most heap for pongs that the container has not written yet, in bytes: about 150 pongs of the largest size. */
    private static final int MAX_PENDING_PONG_BYTES = 64 << 10;

    /** Heap that the container takes for a pong besides its payload, in bytes. */
    private static final int PONG_OVERHEAD_BYTES = 300;

    private final RequestClient client;
    private final FrameScanner scanner;
    private final AtomicInteger pendingPongBytes = new AtomicInteger(); // of pongs that the container has not written
    private volatile Owner owner;
    private volatile SocketFault fault;
    private volatile long blockedSinceMs; // 0 while the client reads
    private volatile boolean ended; // the container closed the connection and may reuse its buffers
    private boolean reported;

    /** Handles what the guard finds. */
    public interface Owner {
        /**
         * Takes a permit for a control frame or a fragment.
         *
         * @return false if there was none and the socket must be closed
         */
        boolean onExtraFrame();

        /** Closes the socket. The container can read nothing more, because the guard blocks its input. */
        void onFault(SocketFault fault);
    }

    /**
     * Creates the guard of a socket.
     *
     * @param maxMessageBytes largest message that the client may send, in bytes
     * @param client of the upgrade request
     */
    public SocketGuard(int maxMessageBytes, RequestClient client) {
        this.client = client;
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

    /** Sets the connection that the guard reports to. Called before the first byte is read. */
    public void bind(Owner connection) {
        owner = connection;
    }

    /** {@return milliseconds since the output became full because the client does not read, 0 if it is not full} */
    public long blockedForMs(long nowMs) {
        long since = blockedSinceMs;
        return since == 0 ? 0 : nowMs - since;
    }

    /** Disconnects the client some seconds later, also if it reads nothing. Called when the session is closed. */
    public void onSessionClosed() {
        client.disconnectSoon();
    }

    /** {@return how many of the bytes just read the container may see} */
    int onRead(byte[] bytes, int offset, int count) {
        if (!isOpen()) {
            return 0;
        }
        int passed = scanner.scan(bytes, offset, count);
        fault = scanner.fault();
        return passed;
    }

    /** {@return whether the container may read more} */
    boolean isOpen() {
        if (fault == null && pendingPongBytes.get() > MAX_PENDING_PONG_BYTES) {
            fault = SocketFault.UNREAD;
        }
        return fault == null && !ended && !scanner.isClosed();
    }

    /** {@return whether there is a fault and the connection is still open} */
    boolean isAtFault() {
        return fault != null && !ended;
    }

    /** Reports the fault to the connection, once. */
    void report() {
        if (!reported && owner != null) {
            reported = true;
            owner.onFault(fault);
        }
    }

    /** Ends reading, because the container has closed the connection. */
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
