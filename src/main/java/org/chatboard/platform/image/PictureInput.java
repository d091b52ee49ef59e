package org.chatboard.platform.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads numbers of a file through a buffer of fixed size, and skips without reading. Each method throws {@link EOFException} at the end. */
final class PictureInput implements Closeable {
    private static final int BUFFER_BYTES = 16_384;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private final long size;
    private long bufferEnd;

    PictureInput(Path file) throws IOException {
        channel = FileChannel.open(file);
        size = channel.size();
    }

    long size() {
        return size;
    }

    long position() {
        return bufferEnd - buffer.remaining();
    }

    /** Moves to a position that may be anywhere in the file, its end included. */
    void seek(long position) throws EOFException {
        if (position < 0 || position > size) {
            throw new EOFException();
        }
        long bufferStart = bufferEnd - buffer.limit();
        if (position >= bufferStart && position <= bufferEnd) {
            buffer.position((int) (position - bufferStart));
        } else {
            buffer.limit(0);
            bufferEnd = position;
        }
    }

    void skip(long bytes) throws EOFException {
        seek(position() + bytes);
    }

    int u8() throws IOException {
        if (!buffer.hasRemaining()) {
            fill();
        }
        return buffer.get() & 0xff;
    }

    int u16() throws IOException {
        return u8() << 8 | u8();
    }

    int u16LittleEndian() throws IOException {
        return u8() | u8() << 8;
    }

    int u24LittleEndian() throws IOException {
        return u16LittleEndian() | u8() << 16;
    }

    long u32() throws IOException {
        return (long) u16() << 16 | u16();
    }

    long u32LittleEndian() throws IOException {
        return u16LittleEndian() | (long) u16LittleEndian() << 16;
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) u8();
        }
        return bytes;
    }

    /** {@return four characters, as PNG and WebP name their chunks} */
    String name() throws IOException {
        return new String(bytes(4), StandardCharsets.ISO_8859_1);
    }

    private void fill() throws IOException {
        buffer.clear();
        int read = channel.read(buffer, bufferEnd);
        buffer.flip();
        if (read <= 0) {
            buffer.limit(0);
            throw new EOFException();
        }
        bufferEnd += read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
