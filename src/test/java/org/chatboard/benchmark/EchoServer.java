package org.chatboard.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.chatboard.testing.ChatBoardProcess;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Runs {@link EchoEndpoint} on the same Payara Micro and with the same server settings as ChatBoard. */
final class EchoServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final int port;

    private EchoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the server. @param folder an existing folder for its files */
    static EchoServer start(BenchmarkSettings settings, Path folder) {
        int port = ChatBoardProcess.freePort();
        Path output = folder.resolve("echo.log");
        List<String> command = new ArrayList<>(ServerUnderTest.java(settings));
        command.addAll(List.of("-Dchatboard.address=127.0.0.1", "-Dchatboard.port=" + port));
        command.addAll(List.of("-jar", System.getProperty("payara.micro.jar"), "--nohazelcast", "--disablephonehome"));
        command.addAll(List.of("--prebootcommandfile", path(Path.of("payara-config", "pre-boot.asadmin"))));
        command.addAll(List.of("--deploy", path(war(folder))));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            EchoServer server = new EchoServer(process, port);
            server.awaitReady(output);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path output) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .failFast("the echo server ended", () -> !process.isAlive())
                    .until(() -> Files.readString(output).contains(" ready in "));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Path war(Path folder) {
        Path war = folder.resolve("ROOT.war");
        ShrinkWrap.create(WebArchive.class)
                .addClass(EchoEndpoint.class)
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        return war;
    }

    private static String path(Path path) {
        return path.toAbsolutePath().toString();
    }

    /** Opens conversations. */
    List<Conversation> conversations(int pairs) {
        return IntStream.range(0, pairs)
                .mapToObj(i -> new Conversation(i, 2L * i + 1, client(2 * i), client(2 * i + 1)))
                .toList();
    }

    private BenchmarkClient client(int account) {
        return BenchmarkClient.plain("http://127.0.0.1:" + port + "/" + account);
    }

    /** {@return the process of the server, whose CPU time and memory are measured} */
    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
