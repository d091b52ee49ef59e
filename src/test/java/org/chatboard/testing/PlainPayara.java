package org.chatboard.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The WAR on an unchanged Payara Micro, in a process of its own, on a free port. */
public final class PlainPayara implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;
    private static final Pattern COLOUR = Pattern.compile("\\e\\[[0-9;]*m");

    private final Process process;
    private final int port;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private PlainPayara(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread reader = new Thread(this::read, "output of Payara Micro " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the server and waits until it is ready.
     *
     * @param java the command that runs Java
     * @param payara Payara Micro's jar
     * @param folder working folder, which contains the data directory
     * @param options JVM options
     * @param settings {@code CHATBOARD_*} variables
     */
    public static PlainPayara start(
            String java, Path payara, Path folder, List<String> options, Map<String, String> settings) {
        int port = ChatBoardProcess.freePort();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(ChatBoardProcess.QUICK_START);
        command.addAll(options);
        command.addAll(List.of("-jar", payara.toString(), "--nohazelcast", "--disablephonehome"));
        command.addAll(List.of("--port", String.valueOf(port), "--deploy", System.getProperty("chatboard.war")));
        command.addAll(List.of("--prebootcommandfile", System.getProperty("chatboard.it.preboot")));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CHATBOARD_"));
        builder.environment().putAll(settings);
        try {
            PlainPayara started = new PlainPayara(builder.start(), port);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the address of the server, without a slash at its end} */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** {@return the port of the server} */
    public int port() {
        return port;
    }

    /** {@return the lines that the server has written so far} */
    public List<String> output() {
        return List.copyOf(output);
    }

    /** {@return warnings and errors of ChatBoard so far} */
    public List<String> warnings() {
        return output.stream()
                .filter(line -> line.contains("[org.chatboard."))
                .filter(line -> line.contains("[WARNING]") || line.contains("[SEVERE]"))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(COLOUR.matcher(line).replaceAll(""));
                if (line.contains(" ready in ")) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            output.add("cannot be read any more: " + e);
        }
        ready.completeExceptionally(new IllegalStateException("ended"));
    }

    private void awaitReady() {
        try {
            ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("not ready: " + String.join("\n", output), e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
