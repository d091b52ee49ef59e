package org.chatboard.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code chatboard.jar} for {@code mvn} without arguments. The server has its own JVM, which uses the console of Maven's JVM
 * and ends when that ends. On Ctrl+C or SIGTERM, Maven's JVM waits until the server has stopped.
 */
public final class Foreground {
    private static final long STOP_TIMEOUT_SECONDS = 60;

    private Foreground() {}

    /**
     * Starts the server and waits until it has stopped.
     *
     * @param args the path of chatboard.jar
     * @throws ServerFailed if the server ended with a status other than 0; it has printed the reason
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-D" + ParentProcessWatch.PROPERTY + "="
                        + ProcessHandle.current().pid(),
                "-jar",
                args[0]);
        builder.environment().putIfAbsent("CHATBOARD_LOG", "development");
        Process server = builder.inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "ChatBoard in the foreground"));
        int status = server.waitFor();
        if (status != 0) {
            throw new ServerFailed(status);
        }
    }

    private static void stop(Process server) {
        server.destroy();
        try {
            if (!server.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reports the failure to Maven. It has no stack trace, because the server has printed the reason. */
    static final class ServerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ServerFailed(int status) {
            super("ChatBoard ended with status " + status + "; the line above says why", null, false, false);
        }
    }
}
