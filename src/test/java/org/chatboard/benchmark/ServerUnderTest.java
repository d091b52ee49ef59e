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

/** ChatBoard as an operator starts it, but that it limits nobody's rate, nor their sockets. */
final class ServerUnderTest implements AutoCloseable {
    private final ChatBoardProcess process;
    private final double startSeconds;

    private ServerUnderTest(ChatBoardProcess process, double startSeconds) {
        this.process = process;
        this.startSeconds = startSeconds;
    }

    /** Starts and stops it so many times on one data directory, and leaves the last one running. */
    static ServerUnderTest start(BenchmarkSettings settings, Path data) {
        List<Double> seconds = new ArrayList<>();
        for (int start = 1; ; start++) {
            ServerUnderTest server = startOnce(settings, data);
            seconds.add(server.startSeconds());
            if (start >= settings.starts()) {
                return new ServerUnderTest(
                        server.process, seconds.stream().sorted().toList().get(seconds.size() / 2));
            }
            server.stop();
        }
    }

    /** Starts it, with as many sockets for an account as anybody wants. */
    static ServerUnderTest startOnce(BenchmarkSettings settings, Path data) {
        Map<String, String> generous = new HashMap<>(TestServer.WITHOUT_RATE_LIMITS);
        generous.put("CHATBOARD_LIMIT_SOCKETS_PER_ACCOUNT", "100000");
        long before = System.nanoTime();
        ChatBoardProcess process = ChatBoardProcess.launch(java(settings), data, generous);
        process.url();
        return new ServerUnderTest(process, (System.nanoTime() - before) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /** The command that runs Java, with the options and on the processors that the settings name. */
    static List<String> java(BenchmarkSettings settings) {
        List<String> command = new ArrayList<>();
        if (!settings.cpus().isEmpty()) {
            command.addAll(List.of("taskset", "-c", settings.cpus()));
        }
        command.add(Command.java());
        command.addAll(settings.jvm());
        return command;
    }

    /** From the command to the line that says that it is ready: the median. */
    double startSeconds() {
        return startSeconds;
    }

    /** Its address. */
    String url() {
        return process.url();
    }

    /** Its process. */
    ProcessHandle handle() {
        return ProcessHandle.of(process.pid()).orElseThrow();
    }

    /** Ends it as an operator does. */
    void stop() {
        process.stop();
    }

    /** Ends it as a power cut does. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
