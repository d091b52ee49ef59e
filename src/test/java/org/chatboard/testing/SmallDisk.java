package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A small tmpfs for tests of a full disk. Mounting it needs root. */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts a disk of 24 MB; see {@link #mount(Path, int)}. */
    public static SmallDisk mount(Path path) throws IOException {
        return mount(path, 24);
    }

    /**
     * Mounts a disk. If this user may not mount, skips the test, or fails it with {@code CI=true}.
     *
     * @param path a folder that does not exist yet
     * @param megabytes its size
     */
    public static SmallDisk mount(Path path, int megabytes) throws IOException {
        Files.createDirectory(path);
        Command mount = Command.run(
                Map.of(), "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "chatboard-test", path.toString());
        require(mount.status() == 0, "This test must mount a small disk, which needs root: " + mount.output());
        return new SmallDisk(path);
    }

    /** Skips the test if a precondition does not hold, or fails it with {@code CI=true}. */
    static void require(boolean available, String reason) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(available).as(reason).isTrue();
        }
        Assumptions.assumeTrue(available, reason);
    }

    /** Writes a file until the disk is full. @return that file */
    public Path fill() throws IOException {
        Path filler = path.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (byte[] chunk = new byte[CHUNK]; ; ) {
                out.write(chunk);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    /** {@return the mount point} */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        Command.run(Map.of(), "umount", "--lazy", path.toString());
    }
}
