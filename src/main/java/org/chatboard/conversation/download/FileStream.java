package org.chatboard.conversation.download;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.platform.web.RequestClient;

/** Sends a part of a file as fast as the client reads it: a part at a time, and no thread waits for the client. */
final class FileStream implements WriteListener {
    private static final Logger LOG = Logger.getLogger(FileStream.class.getName());
    private static final int PART_BYTES = 16_384;

    private final FileChannel file;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final RequestClient client;
    private final long end;
    private long position;

    private FileStream(FileChannel file, ByteRange range, AsyncContext async) throws IOException {
        this.file = file;
        this.async = async;
        out = async.getResponse().getOutputStream();
        client = RequestClient.of(async.getRequest());
        position = range.start();
        end = range.start() + range.length();
    }

    /**
     * Begins to send. The other headers are set.
     *
     * @throws java.nio.file.NoSuchFileException if the file is gone; nothing is sent, and the request goes on
     */
    static void begin(Path path, ByteRange range, AsyncContext async) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            FileStream stream = new FileStream(file, range, async);
            async.getResponse().setContentLengthLong(range.length());
            stream.client.beginStream(range.length());
            stream.out.setWriteListener(stream);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        byte[] part = new byte[PART_BYTES];
        while (out.isReady()) {
            if (position == end) {
                finish();
                return;
            }
            int length = (int) Math.min(part.length, end - position);
            int read = file.read(ByteBuffer.wrap(part, 0, length), position);
            if (read < 0) {
                throw new EOFException("The file is shorter than its row says");
            }
            out.write(part, 0, read);
            position += read;
            client.onStreamProgress();
        }
    }

    @Override
    public void onError(Throwable cause) {
        LOG.log(Level.FINE, "A file was not sent whole", cause);
        client.reset();
        finish();
    }

    private void finish() {
        try {
            file.close();
            async.complete();
        } catch (IOException | IllegalStateException e) { // the client has closed the connection meanwhile
            LOG.log(Level.FINE, "The end of a file was not sent", e);
        }
    }
}
