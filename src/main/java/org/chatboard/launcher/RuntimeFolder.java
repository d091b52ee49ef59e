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
 * The folder in the temporary directory where the server unpacks itself and where its temporary files lie. A lock that
 * ends with its process tells the folder of a running server from what a killed one left behind.
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

    /** Removes the folders of killed servers in {@code parent} and makes one, readable by its owner only. */
    static RuntimeFolder create(Path parent) throws IOException {
        removeLeftovers(parent);
        Path folder = Files.createTempDirectory(
                parent, PREFIX + ProcessHandle.current().pid() + "-");
        FileChannel lock =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock(); // kept until the process ends
        Files.createDirectory(folder.resolve("tmp"));
        return new RuntimeFolder(folder, lock);
    }

    Path path() {
        return folder;
    }

    /** For the JVM's own temporary files, so that they go with the folder. */
    Path temporary() {
        return folder.resolve("tmp");
    }

    /** Removes the folder; what cannot be removed stays for the next start to try. */
    void remove() {
        remove(folder);
        try {
            lock.close();
        } catch (IOException e) {
            // it ends with the process, which is about to end
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
            return false; // none of our folders, another user's, or one that this process holds
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // somebody else removes it too
        }
    }
}
