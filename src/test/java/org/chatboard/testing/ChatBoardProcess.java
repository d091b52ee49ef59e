package org.chatboard.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A ChatBoard server in a child process: {@code java -jar target/chatboard.jar} on a free port of 127.0.0.1. {@link #close()} kills a
 * process that still runs; a test of the shutdown calls {@link #stop()} or {@link #kill()}.
 */
public final class ChatBoardProcess implements AutoCloseable {
    /** JVM options for a short run: 9 s of CPU time until the ready line instead of 21 s on a busy machine. */
    public static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

    /**
     * JVM options for a server that many tests share. Its C2 compiler costs 11 s of CPU time, and saves 0.07 s a password
     * hash.
     */
    public static final List<String> LONG_RUN = List.of("-Xmx512m");

    private static final long PATIENCE_SECONDS = 300;
    private static final String READY = "ChatBoard is ready: open ";

    private static final int PORTS = 5_000;
    /** First port of this test JVM: each of up to four forks has a range of {@value #PORTS} ports from 12000 on. */
    private static final int FIRST_PORT = 12_000 + PORTS * ((Integer.getInteger("chatboard.it.fork", 1) - 1) % 4);
    /**
     * Offset of the next port in the range. The first one is random, because another build on this machine uses the same
     * ranges.
     */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(new Random().nextInt(PORTS));

    private static final Pattern LOG_OF_FAILURE = Pattern.compile("The log has the details: (.+)$");

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> url = new CompletableFuture<>();
    private final List<Thread> readers;

    private ChatBoardProcess(Process process) {
        this.process = process;
        this.readers = List.of(read(process.getInputStream(), output), read(process.getErrorStream(), errors));
        process.onExit()
                .thenRun(() ->
                        url.completeExceptionally(new IllegalStateException("the server ended before it was ready")));
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param data the data directory, created if it does not exist
     * @param settings further {@code CHATBOARD_*} variables; {@code CHATBOARD_PORT} overrides the free port
     * @throws IllegalStateException if the server ends before it is ready; the message has its output
     */
    public static ChatBoardProcess start(Path data, Map<String, String> settings) {
        ChatBoardProcess started = launch(data, settings);
        started.awaitReady();
        return started;
    }

    /** Like {@link #start(Path, Map)}, with other JVM options, and from the {@link StartFolder} if it is complete. */
    static ChatBoardProcess startQuickly(List<String> options, Path data, Map<String, String> settings) {
        List<String> command = java(options);
        command.addAll(StartFolder.serverArguments());
        ChatBoardProcess started = run(command, data, settings);
        started.awaitReady();
        return started;
    }

    /** Like {@link #start(Path, Map)}, but does not wait until the server is ready. */
    public static ChatBoardProcess launch(Path data, Map<String, String> settings) {
        return launch(java(QUICK_START), data, settings);
    }

    private static List<String> java(List<String> options) {
        List<String> java = new ArrayList<>(List.of(Command.java()));
        java.addAll(options);
        return java;
    }

    /**
     * Like {@link #launch(Path, Map)}, with another Java command.
     *
     * @param java the Java command and its JVM options
     */
    public static ChatBoardProcess launch(List<String> java, Path data, Map<String, String> settings) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-jar", System.getProperty("chatboard.jar")));
        return run(command, data, settings);
    }

    /**
     * Like {@link #launch(Path, Map)}, with a complete command.
     *
     * @param command the command and all its arguments
     */
    public static ChatBoardProcess run(List<String> command, Path data, Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("CHATBOARD_"));
        environment.put("CHATBOARD_DATA", data.toString());
        environment.put("CHATBOARD_PORT", String.valueOf(freePort()));
        environment.putAll(settings);
        try {
            return new ChatBoardProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a TCP port of 127.0.0.1 on which no process listens. The port stays free until the server binds it, because it is
     * below the ephemeral port range and each test JVM has a range of its own.
     */
    public static int freePort() {
        while (true) {
            int port = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException inUse) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** {@return the URL of the ready line without the trailing slash, such as {@code http://127.0.0.1:40123}; waits for that line} */
    public String url() {
        return awaitReady();
    }

    /** {@return the server's process id} */
    public long pid() {
        return process.pid();
    }

    /** {@return the lines of standard output so far} */
    public List<String> output() {
        return List.copyOf(output);
    }

    /** {@return the lines of standard error so far} */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** Kills the process with SIGKILL and waits until it has ended. */
    public void kill() {
        process.destroyForcibly();
        waitFor();
    }

    /** Sends SIGTERM and waits until the process has ended. @return the exit status */
    public int stop() {
        process.destroy();
        return waitFor();
    }

    /** Waits until the process has ended and its output is read. @return the exit status */
    public int waitFor() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "the server has not ended after " + PATIENCE_SECONDS + " s: " + allOutput());
            }
            for (Thread reader : readers) {
                reader.join();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private String awaitReady() {
        try {
            return url.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            waitFor();
            throw new IllegalStateException("the server is not ready: " + allOutput() + causes(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return the exceptions in the log that the output names; the log goes with the data of the test} */
    private String causes() {
        return errors.stream()
                .map(LOG_OF_FAILURE::matcher)
                .filter(Matcher::find)
                .map(found -> Path.of(found.group(1)))
                .filter(Files::isRegularFile)
                .flatMap(ChatBoardProcess::lines)
                .filter(line -> line.contains("Exception"))
                .limit(50)
                .collect(Collectors.joining("\n", "\n", ""));
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String allOutput() {
        return "stdout " + output + ", stderr " + errors;
    }

    private Thread read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> readLines(stream, lines), "output of ChatBoard " + process.pid());
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void readLines(InputStream stream, List<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith(READY)) {
                    url.complete(line.substring(READY.length()).replaceFirst("/$", ""));
                }
            }
        } catch (IOException e) {
            lines.add("(output could not be read: " + e + ")");
        }
    }
}
