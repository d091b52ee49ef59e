package org.chatboard.chat.guard;

/**
 * Follows the frames in the bytes that a client sends, by their headers (RFC 6455, section 5.2), and stops at the first one that breaks
 * a limit, before the container takes memory for it. Keeps no payload. For one thread at a time.
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
    private long messageBytes; // declared by the frames of the message under way
    private SocketFault fault;
    private boolean closed;

    /** Hears of frames when their header is complete. */
    interface Listener {
        /**
         * A control frame, or a frame that does not end its message.
         *
         * @return false where there were too many
         */
        boolean onExtraFrame();

        /** A ping, which the container answers with as many bytes. */
        void onPing(int payloadBytes);
    }

    /**
     * Makes the scanner of one socket.
     *
     * @param maxMessageBytes largest message, in bytes of payload over all its frames
     */
    FrameScanner(long maxMessageBytes, Listener listener) {
        this.maxMessageBytes = maxMessageBytes;
        this.listener = listener;
        beginFrame();
    }

    /**
     * Takes the next bytes.
     *
     * @return how many of them may be passed on: all, or those before the frame at fault, or those up to the end of a close frame
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

    /** {@return what is wrong with the last frame, null for nothing} */
    SocketFault fault() {
        return fault;
    }

    /** {@return whether a close frame was seen: what comes after it is no frame} */
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

    /** Before the mask has come: a client that waits there is ended, too. */
    private void checkLengthOnceKnown() {
        if (lengthBytesLeft > 0) {
            return;
        }
        long before = isControl() || opcode() != 0 ? 0 : messageBytes;
        if (length < 0 || length > maxMessageBytes - before) { // below 0: the highest of 64 bits is set
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
