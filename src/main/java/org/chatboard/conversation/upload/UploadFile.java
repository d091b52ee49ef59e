package org.chatboard.conversation.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/**
 * The file of an upload under way, locked against other threads and other nodes. Its length is the offset of the upload: what a request did
 * not write whole is cut off again.
 */
final class UploadFile implements AutoCloseable {
    /** Status of tus for a part whose checksum does not match. */
    static final int CHECKSUM_MISMATCH = 460;

    private static final int BUFFER_BYTES = 16_384;

    private final FileChannel channel;

    private UploadFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens and locks the file, which is made if it is not there. {@return empty if another request has it locked} */
    static Optional<UploadFile> open(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // another thread of this server has it
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(new UploadFile(channel)) : Optional.empty();
    }

    /** {@return the bytes that have arrived} */
    long length() throws IOException {
        return channel.size();
    }

    /**
     * Appends a part, or nothing of it.
     *
     * @param size bytes of the whole file
     * @param checksum of the part, or null
     * @throws RejectedException 413 if the part goes beyond the size, {@value #CHECKSUM_MISMATCH} if the checksum does not match
     */
    void append(InputStream part, long size, PartChecksum checksum) throws IOException {
        long offset = length();
        boolean whole = false;
        try {
            copy(part, offset, size, checksum);
            if (checksum != null && !checksum.matches()) {
                throw new RejectedException(CHECKSUM_MISMATCH, Translations.text("upload.checksum"));
            }
            whole = true;
        } finally {
            if (!whole) {
                channel.truncate(offset);
            }
        }
    }

    private void copy(InputStream part, long offset, long size, PartChecksum checksum) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        channel.position(offset);
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            if (channel.position() + read > size) {
                throw new RejectedException(413, Translations.text("upload.tooLong"));
            }
            if (checksum != null) {
                checksum.digest().update(buffer, 0, read);
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
