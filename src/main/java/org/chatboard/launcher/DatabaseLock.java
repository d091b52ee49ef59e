package org.chatboard.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Tells whether a process holds the embedded database. Derby keeps a lock on {@code dbex.lck} as long as it has the
 * database open, and one process at a time may.
 */
public final class DatabaseLock {
    private static final Path KERNEL_LOCKS = Path.of("/proc/locks");

    private DatabaseLock() {}

    /**
     * Whether another process holds the database now. Nothing is changed; a database that does not exist is not held.
     *
     * @param databaseFolder the folder with Derby's {@code service.properties}
     * @throws IOException where the lock file cannot be opened for writing
     */
    public static boolean isHeld(Path databaseFolder) throws IOException {
        Path lockFile = lockFile(databaseFolder);
        if (!Files.exists(lockFile)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** The process that holds the database, where the system tells (Linux); empty where it does not. */
    public static OptionalLong holder(Path databaseFolder) {
        try {
            Object inode = Files.getAttribute(lockFile(databaseFolder), "unix:ino");
            return Files.readAllLines(KERNEL_LOCKS).stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(field -> Arrays.stream(field).anyMatch(f -> f.endsWith(":" + inode)))
                    .mapToLong(field -> Long.parseLong(field[4]))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty(); // not Linux, or nothing to read there: the number is only a help
        }
    }

    private static Path lockFile(Path databaseFolder) {
        return databaseFolder.resolve("dbex.lck");
    }
}
