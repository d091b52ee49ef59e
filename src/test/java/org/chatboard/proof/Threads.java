package org.chatboard.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.chatboard.testing.Command;

/** What people on threads of their own share. */
final class Threads {
    private Threads() {}

    /**
     * Makes threads of the lowest priority, for attackers: they share the processors with the server and with those whose waiting is
     * measured, and would otherwise slow both by their own work. Threads that such a thread starts inherit its priority.
     */
    static ThreadFactory ofLowestPriority() {
        return work -> new Thread(() -> {
            lowerPriority();
            work.run();
        });
    }

    /** Linux gives each thread a priority of its own, which Java does not set. */
    private static void lowerPriority() {
        try {
            Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")); // <pid>/task/<tid>
            Command renice = Command.run(
                    Map.of(), "renice", "-n", "19", "-p", thread.getFileName().toString());
            if (renice.status() != 0) {
                throw new IllegalStateException("renice failed: " + renice.lines());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of a thread that was told to end; an interrupt is left for the caller. */
    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
