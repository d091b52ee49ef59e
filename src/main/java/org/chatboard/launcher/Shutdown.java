package org.chatboard.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.logging.LogManager;

/**
 * The way a ChatBoard ends, on SIGTERM, SIGINT or {@link System#exit}: application, database, server, temporary files, in
 * that order. An end that was asked for by a signal is no failure: the exit status is 0 then, not the JVM's 143 or 130.
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

    /** The status that the process ends with. */
    void exitStatus(int status) {
        exitStatus = status;
    }

    private void run(Server server) {
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // Payara prints its resources when it ends
        server.stop();
        LogManager.getLogManager().reset(); // closes the log file
        System.err.flush();
        // A hook cannot change the status otherwise; the other hooks of this process only tidy up what is gone by now.
        Runtime.getRuntime().halt(exitStatus);
    }
}
