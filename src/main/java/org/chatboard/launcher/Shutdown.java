package org.chatboard.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.logging.LogManager;

/**
 * The shutdown hook, for SIGTERM, SIGINT and {@link System#exit}. It stops application, database and server, then removes the
 * temporary files. A stop by a signal is not a failure, so the exit status is 0 instead of the JVM's 143 or 130.
 */
final class Shutdown {
    private volatile int exitStatus;

    private Shutdown() {}

    static Shutdown register(Server server) {
        Shutdown shutdown = new Shutdown();
        Thread end = new Thread(() -> shutdown.run(server), "ChatBoard shutdown");
        Runtime.getRuntime().addShutdownHook(end);
        return shutdown;
    }

    /** Sets the exit status of the process; the default is 0. */
    void exitStatus(int status) {
        exitStatus = status;
    }

    private void run(Server server) {
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // Payara prints its resources while it stops
        server.stop();
        LogManager.getLogManager().reset(); // closes the log file
        System.err.flush();
        // Only halt can set the exit status in a hook. It skips the other hooks, which would only remove files that are
        // removed already.
        Runtime.getRuntime().halt(exitStatus);
    }
}
