package org.chatboard.platform.disk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.environment.NearestFolder;
import org.chatboard.platform.support.ErrorReference;

/**
 * Tells whether the data directory and the embedded database have free space, and whether the database can be written. Writers
 * store nothing while less than the reserve is free, because Derby stops the whole database when it cannot write its log. A
 * database that gets no new writes works again as soon as space is freed.
 */
@ApplicationScoped
public class DiskSpace {
    /** The reason, for users, if there is too little free space. */
    public static final String FULL =
            "The server's disk is full, so nothing can be saved. Please tell the person who runs this server.";

    /** The reason, for users, if there is free space but the database files are not writable. */
    public static final String READ_ONLY =
            "The server cannot write to its disk, so nothing can be saved. Please tell the person who runs this server.";

    /** Bytes that stay free: several times what the current batches of all writers can need. */
    static final long RESERVE_BYTES = 16L << 20;

    private static final Logger LOG = Logger.getLogger(DiskSpace.class.getName());

    @Inject
    Settings settings;

    private final AtomicReference<String> reference = new AtomicReference<>();
    private volatile String reason = FULL;

    /**
     * {@return whether messages cannot be stored: less than the reserve is free, or the database files are not writable; false if
     * the free space is unknown} Logs an error with a reference when the state changes to full.
     */
    public boolean isFull() {
        String now = currentReason();
        if (now == null) {
            reference.set(null);
            return false;
        }
        reason = now;
        if (reference.get() == null) {
            reference.set(ErrorReference.log(LOG, "No message can be stored. " + now, null));
        }
        return true;
    }

    /** {@return whether a file of this many bytes leaves the reserve of uploads free} */
    public boolean hasRoomForFile(long bytes) {
        return freeBytes() - bytes >= settings.fileReserveBytes();
    }

    /** {@return the reason for users, with the reference of the log entry} */
    public String message() {
        return reason + " The reference in its log is " + reference.get() + ".";
    }

    /** {@return the reference of the log entry; null if the disk is not full} */
    public String reference() {
        return reference.get();
    }

    /** {@return the reason that {@link #isFull} found last} */
    String reason() {
        return reason;
    }

    private String currentReason() {
        if (freeBytes() < RESERVE_BYTES) {
            return FULL;
        }
        return settings.databaseFolder().filter(DiskSpace::isReadOnly).isPresent() ? READ_ONLY : null;
    }

    private static boolean isReadOnly(Path folder) {
        return Files.exists(folder) && !Files.isWritable(folder);
    }

    /**
     * {@return the free space for the data directory, or for the embedded database if that has less} Uses {@code File}, which
     * needs one system call. A {@code FileStore} first reads the list of all mounted file systems, which is too slow for every
     * batch.
     */
    private long freeBytes() {
        File data = settings.dataDirectory().toFile();
        long free = data.getUsableSpace();
        // if the data directory does not exist, the database is elsewhere, and this disk counts as unlimited
        long ofData = free == 0 && !data.exists() ? Long.MAX_VALUE : free;
        return settings.databaseFolder()
                .map(folder ->
                        Math.min(ofData, NearestFolder.of(folder).toFile().getUsableSpace()))
                .orElse(ofData);
    }
}
