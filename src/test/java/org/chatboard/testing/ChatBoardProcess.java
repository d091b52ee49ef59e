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

/**
 * ChatBoard as people run it: {@code java -jar target/chatboard.jar} in a process of its own, on a free port of 127.0.0.1.
 * Closing it kills what still runs; a test that cares how it ends calls {@link #stop()} or {@link #kill()}.
 */
public final class ChatBoardProcess implements AutoCloseable {
    /** Less than half the CPU time to the ready line (9 s, not 21 s on a busy machine); nobody stays long in a test. */
    public static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

    /** Where many stay: the optimising compiler takes 11 s of CPU time more, and 0.07 s less for each password. */
    public static final List<String> LONG_RUN = List.of("-Xmx512m");

    private static final long PATIENCE_SECONDS = 300;
    private static final String READY = "ChatBoard is ready: open ";

    private static final int PORTS = 5_000;
    /** 12000 for the first JVM of the tests, and so on; 1 where the build does not say. */
    private static final int FIRST_PORT = 12_000 + PORTS * ((Integer.getInteger("chatboard.it.fork", 1) - 1) % 4);
    /** Another build on this machine begins elsewhere. */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(new Random().nextInt(PORTS));

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> url = new CompletableFuture<>();
    private final List<Thread> readers;

    private ChatBoardProcess(Process process) {
        this.process = process;
        this.readers = List.of(read(process.getInputStream(), output), read(process.getErrorStream(), errors));
        process.onExit()
                .thenRun(() -> url.completeExceptionally(new IllegalStateException("ended before it was ready")));
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param data its data directory, made where it does not exist
     * @param settings further {@code CHATBOARD_*} variables; {@code CHATBOARD_PORT} here wins over the free port
     * @throws IllegalStateException where it ends before it is ready, with what it said
     */
    public static ChatBoardProcess start(Path data, Map<String, String> settings) {
        return start(QUICK_START, data, settings);
    }

    /** As {@link #start(Path, Map)}, with other options of the JVM. */
    public static ChatBoardProcess start(List<String> options, Path data, Map<String, String> settings) {
        ChatBoardProcess started = launch(java(options), data, settings);
        started.awaitReady();
        return started;
    }

    /** As {@link #start}, but returns at once: for servers that are not to become ready. */
    public static ChatBoardProcess launch(Path data, Map<String, String> settings) {
        return launch(java(QUICK_START), data, settings);
    }

    private static List<String> java(List<String> options) {
        List<String> java = new ArrayList<>(List.of(Command.java()));
        java.addAll(options);
        return java;
    }

    /**
     * As {@link #launch(Path, Map)}, with another Java than one that starts quickly.
     *
     * @param java the command that runs Java, and its options
     */
    public static ChatBoardProcess launch(List<String> java, Path data, Map<String, String> settings) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-jar", System.getProperty("chatboard.jar")));
        return run(command, data, settings);
    }

    /**
     * As {@link #launch(Path, Map)}, by another command.
     *
     * @param command the whole of it
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
     * A TCP port of 127.0.0.1 that nobody listens on now. Nobody will before the server does, seconds later: it is below those
     * that the machine gives to whoever asks for any, and each JVM of the tests has ports of its own.
     */
    public static int freePort() {
        while (true) {
            int port = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The address of the ready line without the slash at its end, as {@code http://127.0.0.1:40123}. */
    public String url() {
        return awaitReady();
    }

    /** The server's process id. */
    public long pid() {
        return process.pid();
    }

    /** What came on standard output so far, a line each. */
    public List<String> output() {
        return List.copyOf(output);
    }

    /** What came on standard error so far, a line each. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** Kills it with SIGKILL, as a power cut would, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        waitFor();
    }

    /** Asks it to end with SIGTERM and waits until it has. @return its exit status */
    public int stop() {
        process.destroy();
        return waitFor();
    }

    /** Waits until it has ended and all it wrote has been read. @return its exit status */
    public int waitFor() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("has not ended in " + PATIENCE_SECONDS + " s: " + said());
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
            throw new IllegalStateException("not ready: " + said(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String said() {
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
            lines.add("(unreadable: " + e + ")");
        }
    }
}
