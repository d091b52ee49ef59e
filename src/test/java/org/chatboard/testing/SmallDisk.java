package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A small disk, in memory, for tests of a full one. Making it needs the right to mount. */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts one of 24 MB; see {@link #mount(Path, int)}. */
    public static SmallDisk mount(Path path) throws IOException {
        return mount(path, 24);
    }

    /**
     * Mounts one, or skips the test where this user may not; with {@code CI=true} that fails.
     *
     * @param path a folder that does not exist yet
     * @param megabytes its size
     */
    public static SmallDisk mount(Path path, int megabytes) throws IOException {
        Files.createDirectory(path);
        Command mount = Command.run(
                Map.of(), "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "chatboard-test", path.toString());
        require(mount.status() == 0, "A small disk needs the right to mount: " + mount.output());
        return new SmallDisk(path);
    }

    /** Skips the test where something is not there; with {@code CI=true} fails. */
    static void require(boolean there, String sentence) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(sentence).isTrue();
        }
        Assumptions.assumeTrue(there, sentence);
    }

    /** Writes until nothing more goes on it. @return the file that fills it */
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

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        Command.run(Map.of(), "umount", "--lazy", path.toString());
    }
}
