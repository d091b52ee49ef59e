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
 * Tells whether a process has the embedded database open. Derby holds a file lock on {@code dbex.lck} while it has the database
 * open. Only one process at a time can open it.
 */
public final class DatabaseLock {
    private static final Path KERNEL_LOCKS = Path.of("/proc/locks");

    private DatabaseLock() {}

    /**
     * {@return whether another process has the database open; false if there is no database} Changes nothing.
     *
     * @param databaseFolder the folder of the database, which contains {@code service.properties}
     * @throws IOException if the lock file cannot be opened for writing
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

    /** {@return the id of the process that has the database open; empty if unknown, as on systems other than Linux} */
    public static OptionalLong holder(Path databaseFolder) {
        try {
            Object inode = Files.getAttribute(lockFile(databaseFolder), "unix:ino");
            return Files.readAllLines(KERNEL_LOCKS).stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(field -> Arrays.stream(field).anyMatch(f -> f.endsWith(":" + inode)))
                    .mapToLong(field -> Long.parseLong(field[4]))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong
                    .empty(); // not Linux, or the list is not readable: the process id is only a hint for the operator
        }
    }

    private static Path lockFile(Path databaseFolder) {
        return databaseFolder.resolve("dbex.lck");
    }
}
