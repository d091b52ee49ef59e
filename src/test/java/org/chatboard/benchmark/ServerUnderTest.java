package org.chatboard.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;
import org.chatboard.testing.TestServer;

/**
 * A ChatBoard server with default settings, except that it has no rate limits and allows 100,000 sockets an account.
 */
final class ServerUnderTest implements AutoCloseable {
    private final ChatBoardProcess process;
    private final double startSeconds;

    private ServerUnderTest(ChatBoardProcess process, double startSeconds) {
        this.process = process;
        this.startSeconds = startSeconds;
    }

    /**
     * Starts the server several times on one data directory, to get the median start time. The last one keeps running.
     */
    static ServerUnderTest start(BenchmarkSettings settings, Path data, Map<String, String> database) {
        List<Double> seconds = new ArrayList<>();
        for (int start = 1; ; start++) {
            ServerUnderTest server = startOnce(settings, data, database);
            seconds.add(server.startSeconds());
            if (start >= settings.starts()) {
                return new ServerUnderTest(
                        server.process, seconds.stream().sorted().toList().get(seconds.size() / 2));
            }
            server.stop();
        }
    }

    /**
     * Starts the server once.
     *
     * @param database environment variables that name the database
     */
    static ServerUnderTest startOnce(BenchmarkSettings settings, Path data, Map<String, String> database) {
        Map<String, String> environment = new HashMap<>(TestServer.WITHOUT_RATE_LIMITS);
        environment.putAll(database);
        environment.put("CHATBOARD_LIMIT_SOCKETS_PER_ACCOUNT", "100000");
        long before = System.nanoTime();
        ChatBoardProcess process = ChatBoardProcess.launch(java(settings), data, environment);
        process.url();
        return new ServerUnderTest(process, (System.nanoTime() - before) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /** {@return the Java command with the JVM options and the processors of the settings} */
    static List<String> java(BenchmarkSettings settings) {
        List<String> command = new ArrayList<>();
        if (!settings.cpus().isEmpty()) {
            command.addAll(List.of("taskset", "-c", settings.cpus()));
        }
        command.add(Command.java());
        command.addAll(settings.jvm());
        return command;
    }

    /** {@return the median seconds from the command to the ready line} */
    double startSeconds() {
        return startSeconds;
    }

    /** {@return the URL of the server} */
    String url() {
        return process.url();
    }

    /** {@return the process of the server} */
    ProcessHandle handle() {
        return ProcessHandle.of(process.pid()).orElseThrow();
    }

    /** Stops the server with SIGTERM. */
    void stop() {
        process.stop();
    }

    /** Kills the server with SIGKILL. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
