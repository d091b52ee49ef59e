package org.chatboard.chat.guard;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * The output of a socket: counts pongs, and notices when the client does not read. The container writes one whole frame in each
 * call.
 */
final class GuardedOutput extends ServletOutputStream {
    private static final int OPCODE = 0x0f;
    private static final int PONG = 0x0a;
    private static final int CONTROL_HEADER_BYTES = 2;

    private final ServletOutputStream output;
    private final SocketGuard guard;

    GuardedOutput(ServletOutputStream output, SocketGuard guard) {
        this.output = output;
        this.guard = guard;
    }

    @Override
    public boolean isReady() {
        boolean ready = output.isReady();
        guard.onWritable(ready);
        return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        output.setWriteListener(listener);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length >= CONTROL_HEADER_BYTES && (bytes[offset] & OPCODE) == PONG) {
            guard.onPongWritten(length - CONTROL_HEADER_BYTES);
        }
        output.write(bytes, offset, length);
    }

    @Override
    public void write(int oneByte) throws IOException {
        output.write(oneByte);
    }

    @Override
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
