package org.chatboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A server for tests, and the people on it. Nothing is limited but what the settings say. */
public final class TestServer implements AutoCloseable {
    /** Settings of a server that limits nobody's rate. */
    public static final Map<String, String> WITHOUT_RATE_LIMITS = Map.of(
            "CHATBOARD_LIMIT_MESSAGES_PER_SECOND", "0",
            "CHATBOARD_LIMIT_FRAMES_PER_SECOND", "0",
            "CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", "0",
            "CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "0",
            "CHATBOARD_LIMIT_SIGN_IN_FAILURES", "0",
            "CHATBOARD_LIMIT_CONNECTIONS_PER_ADDRESS", "0",
            "CHATBOARD_LIMIT_HASHES", "8");

    private final List<String> options;
    private final Path data;
    private final Map<String, String> settings;
    private ChatBoardProcess server;

    private TestServer(List<String> options, Path data, Map<String, String> settings) {
        this.options = options;
        this.data = data;
        this.settings = settings;
        restart();
    }

    /**
     * Starts a server.
     *
     * @param settings what differs from a server without rate limits
     */
    public static TestServer start(Map<String, String> settings) {
        return start(ChatBoardProcess.QUICK_START, settings);
    }

    /** The same with other options of the JVM. */
    public static TestServer start(List<String> options, Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(WITHOUT_RATE_LIMITS);
        all.putAll(settings);
        try {
            return new TestServer(options, Files.createTempDirectory("chatboard-it"), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs up and in under a new name. */
    public Member newMember() {
        return Member.signUp(
                url(), "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    }

    /** Address of the server. */
    public String url() {
        return server.url();
    }

    /** The server's process. */
    public ChatBoardProcess server() {
        return server;
    }

    /** Its data directory. */
    public Path data() {
        return data;
    }

    /** Starts again, on the same data and another port, a server that has ended. */
    public void restart() {
        server = ChatBoardProcess.start(options, data, settings);
    }

    /** The server's log so far. */
    public List<String> log() {
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            List<String> lines = new ArrayList<>();
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".log")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of the log that say that we failed at something; the container finds some cut connections severe. */
    public List<String> severe() {
        return log().stream()
                .filter(line -> line.contains(" SEVERE org.chatboard"))
                .toList();
    }

    @Override
    public void close() {
        server.close();
        keepLog();
        Folders.delete(data);
    }

    /** For whoever asks why a test failed. */
    private void keepLog() {
        try {
            Path kept = Files.createDirectories(Path.of("target", "server-logs"));
            Files.write(kept.resolve(data.getFileName() + ".log"), log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
