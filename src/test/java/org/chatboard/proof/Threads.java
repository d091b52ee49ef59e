package org.chatboard.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.chatboard.testing.Command;

/** Helpers for the threads of clients and attackers. */
final class Threads {
    private Threads() {}

    /**
     * Returns a factory of threads with the lowest scheduling priority, for attackers. They share the processors with the
     * server and the measured clients, and would slow both with a normal priority. Their child threads inherit the
     * priority.
     */
    static ThreadFactory ofLowestPriority() {
        return work -> new Thread(() -> {
            lowerPriority();
            work.run();
        });
    }

    /** Sets the nice value of the current thread by {@code renice}, since Java does not set it on Linux. */
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

    /** Waits for the end of a thread; keeps the interrupt flag if interrupted. */
    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
