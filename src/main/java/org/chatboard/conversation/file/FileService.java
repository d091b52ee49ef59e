package org.chatboard.conversation.file;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatboard.platform.config.Limits;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.content.ContentService;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.image.Media;
import org.chatboard.platform.rest.RejectedException;

/** Begins, finishes and removes files that are not sent. Each method is one JTA transaction. {@link MessageFiles} sends them. */
@Stateless
public class FileService {
    /** How long a file is kept that is not sent: from its beginning while it is uploaded, then from its end. */
    public static final Duration KEPT_UNSENT = Duration.ofHours(24);

    private static final int ID_BYTES = 16;
    private static final long MIB = 1L << 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    @PersistenceContext
    EntityManager em;

    @Inject
    ContentService contents;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    Event<FilesRemoved> removed;

    /**
     * Begins a file. Its whole size counts from now on. The quotas are exact; the number of files that are not sent is, if the caller begins
     * one file of an account at a time.
     *
     * @return the row with a random id
     * @throws RejectedException 409 if the account has too many files that are not sent, or its quota would be exceeded; 507 if that of the
     *     server would be
     * @throws jakarta.ejb.EJBException if the account begins its first two files at the same moment; a retry succeeds
     */
    public FileState begin(NewFile file) {
        Limits limits = settings.limits();
        // before the lock of the usage, for which a room writer waits that holds rows which this counts
        if (FileRows.countUnsent(em, file.accountId()) >= limits.uploadsPerAccount()) {
            throw new RejectedException(409, Translations.text("file.tooManyUnsent", limits.uploadsPerAccount()));
        }
        long account = FileUsage.add(em, file.accountId(), file.size());
        if (account > limits.accountFileBytes()) {
            long free = Math.max(0, limits.accountFileBytes() - account + file.size());
            throw new RejectedException(
                    409, Translations.text("file.accountFull", limits.accountFileBytes() / MIB, free / MIB));
        }
        long server = FileUsage.add(em, FileUsage.SERVER, file.size());
        if (limits.allFileBytes() > 0 && server > limits.allFileBytes()) {
            throw new RejectedException(RejectedException.INSUFFICIENT_STORAGE, Translations.text("file.serverFull"));
        }
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.instant();
        FileRows.insert(em, id, file, now, now.plus(KEPT_UNSENT));
        return FileRows.find(em, id).orElseThrow();
    }

    /** {@return the row of a file; empty if there is none} Whether the caller may see it is decided elsewhere. */
    public Optional<FileState> find(String id) {
        return FileRows.find(em, id);
    }

    /**
     * Finishes a file: takes its bytes into the store, and it may be sent from now on.
     *
     * @param bytes the prepared file; gone afterwards, see {@link ContentService#use}
     * @return what a message will say about it; empty if it was removed or finished meanwhile
     */
    public Optional<FileDto> finish(FileState file, Path bytes, String sha256, Media media) {
        String id = file.file().id();
        contents.use(bytes, sha256, file.file().size());
        return FileRows.finish(em, id, sha256, media, clock.instant().plus(KEPT_UNSENT))
                ? FileRows.find(em, id).map(FileState::file)
                : Optional.empty();
    }

    /**
     * Sets the alternative text of a finished file that is not sent.
     *
     * @param alt null for none
     * @return the file; empty if the account has no such file
     */
    public Optional<FileDto> describe(String id, long accountId, String alt) {
        return FileRows.describe(em, id, accountId, alt)
                ? FileRows.find(em, id).map(FileState::file)
                : Optional.empty();
    }

    /** Removes a file that is not sent, and gives its space back. {@return whether it was there and not sent} */
    public boolean remove(String id) {
        FileState file = FileRows.find(em, id).orElse(null);
        if (file == null || !FileRows.delete(em, id)) {
            return false;
        }
        FileUsage.giveBack(em, Map.of(file.accountId(), file.file().size()));
        if (file.isFinished()) {
            removed.fire(new FilesRemoved(Set.of(file.sha256())));
        }
        return true;
    }

    /** {@return the bytes of all files of an account, those that it uploads included} */
    public long usedBytes(long accountId) {
        return FileUsage.of(em, accountId);
    }

    /** {@return the files that have expired} */
    public List<FileState> expired() {
        return FileRows.expired(em, clock.instant());
    }

    /** {@return the files that are being uploaded} */
    public List<FileState> unfinished() {
        return FileRows.unfinished(em);
    }
}
