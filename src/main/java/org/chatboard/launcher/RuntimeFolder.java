package org.chatboard.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in the temporary directory that contains the unpacked server and its temporary files. A running server holds a file
 * lock in it; a folder without a lock was left behind by a killed server.
 */
final class RuntimeFolder {
    private static final String PREFIX = "chatboard-";
    private static final String LOCK = "in-use.lck";

    private final Path folder;
    private final FileChannel lock;

    private RuntimeFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Creates a folder that only its owner can read; first removes the folders of killed servers in {@code parent}. */
    static RuntimeFolder create(Path parent) throws IOException {
        removeLeftovers(parent);
        Path folder = Files.createTempDirectory(
                parent, PREFIX + ProcessHandle.current().pid() + "-");
        FileChannel lock =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock(); // held until the process ends
        Files.createDirectory(folder.resolve("tmp"));
        return new RuntimeFolder(folder, lock);
    }

    Path path() {
        return folder;
    }

    /** {@return the folder for the JVM's temporary files, which are removed with the runtime folder} */
    Path temporary() {
        return folder.resolve("tmp");
    }

    /** Removes the folder. The next start tries again to remove files that could not be removed. */
    void remove() {
        remove(folder);
        try {
            lock.close();
        } catch (IOException e) {
            // the lock ends with the process, which is about to end
        }
    }

    static void removeLeftovers(Path parent) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> entries = Files.list(parent)) {
            leftovers = entries.filter(RuntimeFolder::isLeftover).toList();
        }
        leftovers.forEach(RuntimeFolder::remove);
    }

    private static boolean isLeftover(Path entry) {
        if (!entry.getFileName().toString().startsWith(PREFIX)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(entry.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock ended = channel.tryLock()) {
            return ended != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false; // not a folder of ChatBoard, a folder of another user, or locked by this process
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // another process removes the folder too
        }
    }
}
