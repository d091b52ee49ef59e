package org.chatboard.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Whether the data directory has room left. Nothing is stored below the reserve: a database whose log cannot be written stops
 * for everybody, while one that is asked for nothing more can be helped by making room.
 */
@ApplicationScoped
public class DiskSpace {
    /** What a person is told. */
    public static final String FULL = "The server's disk is full: nothing is stored until there is room again."
            + " Please tell the person who runs this server.";

    /** Bytes that stay free; several times what the batches under way can need. */
    static final long RESERVE_BYTES = 16L << 20;

    @Inject
    Settings settings;

    /** {@return whether there is less free than the reserve; false where it cannot be told} */
    public boolean isFull() {
        try {
            return Files.getFileStore(settings.dataDirectory()).getUsableSpace() < RESERVE_BYTES;
        } catch (IOException e) {
            return false; // no such directory: the database is elsewhere
        }
    }
}
