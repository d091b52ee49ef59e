package org.chatboard.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The file {@code running.properties} in the data directory: the process id and URL of the server that uses the directory. It
 * exists while the server is ready. A killed server leaves it behind, so {@link #read} checks that the process is alive.
 *
 * @param pid process id of the server
 * @param url URL to open in a browser
 */
public record RunningFile(long pid, String url) {
    private static final String NAME = "running.properties";

    /** Writes the file. */
    void write(Path data) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", String.valueOf(pid));
        properties.setProperty("url", url);
        try (Writer writer = Files.newBufferedWriter(data.resolve(NAME))) {
            properties.store(writer, "the ChatBoard that serves this folder now");
        }
    }

    /** Deletes the file. */
    static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }

    /** {@return the content of the file; empty if there is no valid file or its process is not alive} */
    public static Optional<RunningFile> read(Path data) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve(NAME))) {
            properties.load(reader);
            long pid = Long.parseLong(properties.getProperty("pid"));
            boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            return alive ? Optional.of(new RunningFile(pid, properties.getProperty("url"))) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
