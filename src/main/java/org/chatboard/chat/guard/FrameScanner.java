package org.chatboard.chat.guard;

/**
 * Parses the frame headers in the bytes of a client (RFC 6455, section 5.2) and stops at the first frame that breaks a limit,
 * before the container allocates memory for it. Stores no payload. Not thread-safe.
 */
final class FrameScanner {
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int OPCODE = 0x0f;
    private static final int CONTROL = 0x08;
    private static final int CLOSE = 0x08;
    private static final int PING = 0x09;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MASK_BYTES = 4;

    private final long maxMessageBytes;
    private final Listener listener;

    private int first; // first byte of the header, -1 before it
    private int lengthCode; // -1 before the second byte
    private int lengthBytesLeft;
    private int maskBytesLeft;
    private long payloadLeft;
    private long length;
    private long messageBytes; // payload bytes that the frames of the current message have declared
    private SocketFault fault;
    private boolean closed;

    /** A listener for the frames that the guard counts, called as soon as the header of a frame is complete. */
    interface Listener {
        /**
         * Called for a control frame, and for a fragment that does not end its message.
         *
         * @return false if there were too many of them
         */
        boolean onExtraFrame();

        /** Called for a ping; the container answers with a pong of the same payload. */
        void onPing(int payloadBytes);
    }

    /**
     * Creates the scanner of one socket.
     *
     * @param maxMessageBytes largest message, in bytes of payload over all its frames
     */
    FrameScanner(long maxMessageBytes, Listener listener) {
        this.maxMessageBytes = maxMessageBytes;
        this.listener = listener;
        beginFrame();
    }

    /**
     * Scans the next bytes.
     *
     * @return how many of them the container may read: all, or those before the faulty frame, or those up to the end of a close
     *     frame
     */
    int scan(byte[] bytes, int offset, int count) {
        int end = offset + count;
        int at = offset;
        int passed = offset; // end of the last whole frame
        while (at < end && fault == null && !closed) {
            if (isHeaderComplete()) {
                int step = (int) Math.min(payloadLeft, end - at);
                at += step;
                payloadLeft -= step;
            } else {
                takeHeaderByte(bytes[at++] & 0xff);
            }
            if (fault == null && isHeaderComplete() && payloadLeft == 0) {
                endFrame();
                passed = at;
            }
        }
        return (fault == null ? at : passed) - offset;
    }

    /** {@return the fault of the last frame, null for none} */
    SocketFault fault() {
        return fault;
    }

    /** {@return whether a close frame was seen; later bytes are ignored} */
    boolean isClosed() {
        return closed;
    }

    private boolean isHeaderComplete() {
        return lengthCode >= 0 && lengthBytesLeft == 0 && maskBytesLeft == 0;
    }

    private void takeHeaderByte(int value) {
        if (first < 0) {
            first = value;
        } else if (lengthCode < 0) {
            takeLengthCode(value);
        } else if (lengthBytesLeft > 0) {
            length = length << Byte.SIZE | value;
            lengthBytesLeft--;
            checkLengthOnceKnown();
        } else {
            maskBytesLeft--;
        }
        if (fault == null && isHeaderComplete()) {
            payloadLeft = length;
            completeHeader();
        }
    }

    private void takeLengthCode(int value) {
        if ((value & MASKED) == 0) {
            fault = SocketFault.UNMASKED;
            return;
        }
        lengthCode = value & LENGTH;
        maskBytesLeft = MASK_BYTES;
        lengthBytesLeft = lengthCode == TWO_BYTES ? Short.BYTES : lengthCode == EIGHT_BYTES ? Long.BYTES : 0;
        length = lengthBytesLeft == 0 ? lengthCode : 0;
        checkLengthOnceKnown();
    }

    /** Checks the length before the mask arrives, so that a client cannot stop before the mask to avoid the check. */
    private void checkLengthOnceKnown() {
        if (lengthBytesLeft > 0) {
            return;
        }
        long before = isControl() || opcode() != 0 ? 0 : messageBytes;
        if (length < 0 || length > maxMessageBytes - before) { // a length below 0 has the highest of its 64 bits set
            fault = SocketFault.TOO_LARGE;
        }
    }

    private void completeHeader() {
        if (isControl() || !isFinal()) {
            if (!listener.onExtraFrame()) {
                fault = SocketFault.TOO_MANY;
                return;
            }
        }
        if (opcode() == PING) {
            listener.onPing((int) length);
        }
        if (!isControl()) {
            messageBytes = opcode() == 0 ? messageBytes + length : length;
        }
    }

    private void endFrame() {
        closed = opcode() == CLOSE;
        if (!isControl() && isFinal()) {
            messageBytes = 0;
        }
        beginFrame();
    }

    private void beginFrame() {
        first = -1;
        lengthCode = -1;
    }

    private int opcode() {
        return first & OPCODE;
    }

    private boolean isControl() {
        return (first & CONTROL) != 0;
    }

    private boolean isFinal() {
        return (first & FINAL) != 0;
    }
}
