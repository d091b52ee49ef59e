package org.chatboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Makes files immutable by {@code chattr +i}: no process can write them, not even root or one that has them open. */
public final class UnwritableFiles implements AutoCloseable {
    private final Path folder;

    private UnwritableFiles(Path folder) {
        this.folder = folder;
        try {
            set("+i");
        } catch (IllegalStateException e) { // a file was deleted meanwhile: restore the others
            set("-i");
            throw e;
        }
    }

    /**
     * Makes the files of a folder immutable until {@link #close()}. If this is impossible, skips the test; fails it with
     * {@code CI=true}.
     */
    public static UnwritableFiles make(Path folder) throws IOException {
        SmallDisk.require(
                works(folder.resolveSibling("read-only-trial")),
                "This test makes open files immutable by chattr, which needs root and ext4 or XFS.");
        return new UnwritableFiles(folder);
    }

    private static boolean works(Path trial) throws IOException {
        try (FileChannel file = FileChannel.open(trial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            boolean changed =
                    Command.run(Map.of(), "chattr", "+i", trial.toString()).status() == 0;
            boolean works = changed && !isWritable(file);
            Command.run(Map.of(), "chattr", "-i", trial.toString());
            return works;
        } catch (UncheckedIOException e) { // this machine has no chattr command
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

    /** Makes the files writable again. */
    @Override
    public void close() {
        set("-i");
    }
}
