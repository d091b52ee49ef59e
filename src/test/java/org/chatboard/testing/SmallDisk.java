package org.chatboard.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A disk of a few megabytes, in memory, for tests of a full one. Making it needs the right to mount. */
public final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "size=24m";

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts one, or skips the test where this user may not. @param path a folder that does not exist yet */
    public static SmallDisk mount(Path path) throws IOException {
        Files.createDirectory(path);
        Command mount = Command.run(Map.of(), "mount", "-t", "tmpfs", "-o", SIZE, "chatboard-test", path.toString());
        Assumptions.assumeTrue(mount.status() == 0, () -> "a small disk needs the right to mount: " + mount.output());
        return new SmallDisk(path);
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
