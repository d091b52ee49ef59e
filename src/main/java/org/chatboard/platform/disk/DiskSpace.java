package org.chatboard.platform.disk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.support.ErrorReference;

/**
 * Whether the data directory has room left and can be written. No message is stored below the reserve: a database whose log cannot
 * be written stops for everybody, while one that is asked for nothing more can be helped by making room.
 */
@ApplicationScoped
public class DiskSpace {
    /** What a person is told. */
    public static final String FULL =
            "The server's disk is full, so nothing can be saved." + " Please tell the person who runs this server.";

    /** What a person is told where there is room, and nobody may write. */
    public static final String READ_ONLY =
            "The server cannot write to its disk, so nothing can be saved. Please tell the person who runs this server.";

    /** Bytes that stay free; several times what the batches under way can need. */
    static final long RESERVE_BYTES = 16L << 20;

    private static final Logger LOG = Logger.getLogger(DiskSpace.class.getName());

    @Inject
    Settings settings;

    private final AtomicReference<String> reference = new AtomicReference<>();
    private volatile String reason = FULL;

    /** {@return whether there is less free than the reserve, or what is there cannot be written; false where it cannot be told} */
    public boolean isFull() {
        String now = why();
        if (now == null) {
            reference.set(null);
            return false;
        }
        reason = now;
        if (reference.get() == null) {
            reference.set(ErrorReference.log(LOG, "No message can be stored in CHATBOARD_DATA. " + now, null));
        }
        return true;
    }

    /** {@return what a person is told, with the reference that the log has} */
    public String sentence() {
        return reason + " The reference in its log is " + reference.get() + ".";
    }

    /** {@return the reference that the log has, since the disk became full; null while there is room} */
    public String reference() {
        return reference.get();
    }

    /** {@return what was wrong when it was asked last} */
    String reason() {
        return reason;
    }

    private String why() {
        if (freeBytes() < RESERVE_BYTES) {
            return FULL;
        }
        Path database = settings.dataDirectory().resolve("db");
        return settings.embeddedDatabase() && Files.exists(database) && !Files.isWritable(database) ? READ_ONLY : null;
    }

    /** By a File, which asks the system once: a FileStore reads the list of all that is mounted first, at every batch of messages. */
    private long freeBytes() {
        File data = settings.dataDirectory().toFile();
        long free = data.getUsableSpace();
        return free == 0 && !data.exists() ? Long.MAX_VALUE : free; // no such directory: the database is elsewhere
    }
}
