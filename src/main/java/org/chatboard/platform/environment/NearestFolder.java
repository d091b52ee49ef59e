package org.chatboard.platform.environment;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the existing folder whose disk and permissions decide about a path that may not exist yet. */
public final class NearestFolder {
    private NearestFolder() {}

    /** {@return the absolute path itself, or its nearest parent that exists} */
    public static Path of(Path path) {
        Path nearest = path.toAbsolutePath();
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        return nearest;
    }
}
