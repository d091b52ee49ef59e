package org.chatboard.chat.guard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The input of a socket: passes on the bytes that its {@link SocketGuard} allows. */
final class GuardedInput extends ServletInputStream {
    private static final int DISCARD_BYTES = 8_192;
    private static final int MAX_DISCARDS = 32;

    private final ServletInputStream input;
    private final SocketGuard guard;

    GuardedInput(ServletInputStream input, SocketGuard guard) {
        this.input = input;
        this.guard = guard;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        input.setReadListener(new Listener(listener));
    }

    @Override
    public boolean isFinished() {
        return input.isFinished();
    }

    @Override
    public boolean isReady() {
        return guard.isOpen() && input.isReady();
    }

    @Override
    public int available() throws IOException {
        return input.available();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = input.read(bytes, offset, length);
        return count <= 0 ? count : guard.onRead(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /**
     * Reads the rest of the input, at most 256 KiB: unread bytes would make the kernel reset the connection and lose the close
     * frame.
     */
    private void discard() throws IOException {
        byte[] discarded = new byte[DISCARD_BYTES];
        int reads = 0;
        while (reads < MAX_DISCARDS && guard.isAtFault() && input.isReady() && input.read(discarded) > 0) {
            reads++;
        }
    }

    /** Lets the container read the allowed bytes first, then has the guard report a fault. */
    private final class Listener implements ReadListener {
        private final ReadListener container;

        Listener(ReadListener container) {
            this.container = container;
        }

        @Override
        public void onDataAvailable() throws IOException {
            if (guard.isOpen()) {
                container.onDataAvailable();
            }
            if (guard.isAtFault()) {
                discard();
                guard.report();
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            container.onAllDataRead();
        }

        @Override
        public void onError(Throwable cause) {
            container.onError(cause);
        }
    }
}
