package org.chatboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Files that nobody may write, not even root and not even who has them open. */
public final class UnwritableFiles implements AutoCloseable {
    private final Path folder;

    private UnwritableFiles(Path folder) {
        this.folder = folder;
        try {
            set("+i");
        } catch (IllegalStateException e) { // a file went meanwhile: the others must not stay so
            set("-i");
            throw e;
        }
    }

    /** Makes all in a folder so, until it is closed; skips the test where that cannot be done, and with {@code CI=true} fails. */
    public static UnwritableFiles make(Path folder) throws IOException {
        SmallDisk.require(
                works(folder.resolveSibling("read-only-trial")),
                "Files that are open are made read-only by chattr, as root and on ext4 or XFS: not possible here.");
        return new UnwritableFiles(folder);
    }

    private static boolean works(Path trial) throws IOException {
        try (FileChannel file = FileChannel.open(trial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            boolean changed =
                    Command.run(Map.of(), "chattr", "+i", trial.toString()).status() == 0;
            boolean works = changed && !isWritable(file);
            Command.run(Map.of(), "chattr", "-i", trial.toString());
            return works;
        } catch (UncheckedIOException e) { // there is no such command
            return false;
        } finally {
            Files.delete(trial);
        }
    }

    private static boolean isWritable(FileChannel file) {
        try {
            return file.write(ByteBuffer.allocate(1)) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void set(String flag) {
        Command change = Command.run(Map.of(), "chattr", "-R", flag, folder.toString());
        if (change.status() != 0) {
            throw new IllegalStateException(change.output());
        }
    }

    /** They can be written again. */
    @Override
    public void close() {
        set("-i");
    }
}
