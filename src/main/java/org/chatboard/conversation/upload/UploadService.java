package org.chatboard.conversation.upload;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.chatboard.conversation.file.FileService;
import org.chatboard.conversation.file.FileState;
import org.chatboard.conversation.file.NewFile;
import org.chatboard.platform.content.ContentStore;
import org.chatboard.platform.disk.DiskSpace;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.image.Media;
import org.chatboard.platform.image.MediaInspector;
import org.chatboard.platform.image.PictureRejectedException;
import org.chatboard.platform.rest.RejectedException;

/**
 * Uploads from their first byte to the finished file. The offset of an upload is the length of its file, so that no state can differ from
 * what is on the disk. The file keeps its name until the commit: otherwise an upload would begin again if the server ended, or the
 * transaction failed, after its bytes were placed. Holds no transaction while bytes are written.
 */
@ApplicationScoped
class UploadService {
    @Inject
    FileService files;

    @Inject
    ContentStore store;

    @Inject
    DiskSpace disk;

    @Inject
    MediaInspector inspector;

    @Inject
    Clock clock;

    /**
     * Begins an upload, for which space is kept from now on.
     *
     * @throws RejectedException 409 or 507 if it would exceed a limit
     */
    FileState begin(NewFile file) {
        if (!disk.hasRoomForFile(file.size())) {
            throw diskFull();
        }
        return retried(() -> files.begin(file));
    }

    /**
     * {@return an account's own upload, under way or finished, that is neither sent nor expired}
     *
     * @throws RejectedException 404 if there is none
     */
    FileState require(String id, long accountId) {
        return find(id).filter(file -> file.accountId() == accountId).orElseThrow(UploadService::notFound);
    }

    private Optional<FileState> find(String id) {
        return files.find(id).filter(file -> !file.isSent() && file.expiresAt().isAfter(clock.instant()));
    }

    /**
     * {@return how many bytes have arrived} Finishes an upload that has them all: the server ended before it was finished.
     *
     * @throws RejectedException 422 if the file is rejected; the upload is removed then
     */
    long offset(FileState file) {
        if (file.isFinished()) {
            return file.file().size();
        }
        try {
            long length = Files.size(store.upload(file.file().id()));
            return length < file.file().size() ? length : append(file, length, InputStream.nullInputStream(), 0, null);
        } catch (NoSuchFileException e) {
            // it has no byte yet, or a request that was under way has finished it meanwhile
            FileState now = find(file.file().id()).orElseThrow(UploadService::notFound);
            return now.isFinished() ? now.file().size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends a part, or nothing of it, and finishes the file with its last byte.
     *
     * @param offset where the client says that the part begins
     * @param bytes length of the part
     * @param checksum of the part, or null
     * @return the new offset
     * @throws RejectedException 409 if the offset is another one, 413 if the part goes beyond the end, 422 if the finished file is
     *     rejected, 423 if another request writes to it, 460 if the checksum does not match, 507 if the disk is full. After 422 and 507 the
     *     upload is removed
     */
    long append(FileState file, long offset, InputStream part, long bytes, PartChecksum checksum) {
        String id = file.file().id();
        try (UploadFile target = UploadFile.open(store.upload(id)).orElseThrow(UploadService::locked)) {
            FileState now = find(id).orElse(null); // another request may have finished or removed it before the lock
            if (now == null || now.isFinished()) {
                deleteBytes(id);
            }
            long length = offset(now, target);
            if (length != offset) {
                throw new RejectedException(409, Translations.text("upload.offset", length));
            }
            if (now.isFinished()) {
                return length;
            }
            if (!disk.hasRoomForFile(bytes)) {
                throw removed(id, diskFull());
            }
            target.append(part, file.file().size(), checksum);
            if (target.length() == file.file().size()) {
                finish(now);
            }
            return target.length();
        } catch (IOException e) {
            throw disk.hasRoomForFile(0) ? new UncheckedIOException(e) : removed(id, diskFull());
        }
    }

    private static long offset(FileState file, UploadFile target) throws IOException {
        if (file == null) {
            throw notFound();
        }
        return file.isFinished() ? file.file().size() : target.length();
    }

    private void finish(FileState file) throws IOException {
        String id = file.file().id();
        Path path = store.upload(id);
        String sha256 = ContentStore.sha256(path);
        if (file.declaredSha256() != null && !file.declaredSha256().equals(sha256)) {
            throw removed(id, new RejectedException(422, Translations.text("upload.hash")));
        }
        Media type;
        try {
            type = inspector.inspect(path);
        } catch (PictureRejectedException e) {
            throw removed(id, new RejectedException(422, e.getMessage()));
        }
        Path bytes = store.link(path);
        store.prepare(bytes, sha256);
        retried(() -> files.finish(file, bytes, sha256, type));
        deleteBytes(id);
    }

    /** Removes an upload and its bytes. {@return the reason, to be thrown} */
    private RejectedException removed(String id, RejectedException reason) {
        files.remove(id);
        deleteBytes(id);
        return reason;
    }

    /**
     * Removes an upload, finished or not, and gives its space back. The bytes of a finished one are deleted if nothing else uses them.
     *
     * @throws RejectedException 404 if it was sent or removed meanwhile, 423 if a part of it is being written
     */
    @SuppressWarnings("try") // only the lock is needed
    void remove(FileState file) {
        String id = file.file().id();
        try (UploadFile target = UploadFile.open(store.upload(id)).orElseThrow(UploadService::locked)) {
            boolean there = files.remove(id);
            deleteBytes(id);
            if (!there) {
                throw notFound();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteBytes(String id) {
        try {
            Files.deleteIfExists(store.upload(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Repeats a transaction once: another one has inserted the same first row of an account or a content at the same moment. */
    private static <T> T retried(Supplier<T> transaction) {
        try {
            return transaction.get();
        } catch (EJBException e) {
            return transaction.get();
        }
    }

    private static RejectedException notFound() {
        return new RejectedException(404, Translations.text("upload.notFound"));
    }

    private static RejectedException locked() {
        return new RejectedException(423, Translations.text("upload.locked"));
    }

    private static RejectedException diskFull() {
        return new RejectedException(RejectedException.INSUFFICIENT_STORAGE, Translations.text("file.serverFull"));
    }
}
