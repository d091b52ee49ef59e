package org.chatboard.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code chatboard.jar} for plain {@code mvn}: in a JVM of its own, with the console of this one, and never longer
 * than this one. When Maven is told to end (Ctrl+C, SIGTERM), it waits here until the server has ended in order.
 */
public final class Foreground {
    private static final long PATIENCE_SECONDS = 60;

    private Foreground() {}

    /**
     * Starts the server and waits for its end.
     *
     * @param args the path of chatboard.jar
     * @throws Ended where the server ended with a failure; it has said why
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid(),
                "-jar",
                args[0]);
        builder.environment().putIfAbsent("CHATBOARD_LOG", "development");
        Process server = builder.inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "ChatBoard in the foreground"));
        int status = server.waitFor();
        if (status != 0) {
            throw new Ended(status);
        }
    }

    private static void end(Process server) {
        server.destroy();
        try {
            if (!server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server's failure, for Maven to report; without a stack trace, since the server has said what is wrong. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended(int status) {
            super("ChatBoard ended with status " + status + "; the line above says why", null, false, false);
        }
    }
}
