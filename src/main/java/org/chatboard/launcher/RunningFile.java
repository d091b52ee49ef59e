package org.chatboard.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A note in the data directory, {@code running.properties}, that says which process serves it and where. It is there
 * from the ready line to the end; after a kill it may be left over, so a reader asks whether the process lives.
 *
 * @param pid the server's process
 * @param url the address to open in a browser
 */
public record RunningFile(long pid, String url) {
    private static final String NAME = "running.properties";

    /** Leaves the note. */
    void write(Path data) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", String.valueOf(pid));
        properties.setProperty("url", url);
        try (Writer writer = Files.newBufferedWriter(data.resolve(NAME))) {
            properties.store(writer, "the ChatBoard that serves this folder now");
        }
    }

    /** Takes the note away. */
    static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }

    /** The note of a server that lives; empty where there is none, or where its process has ended. */
    public static Optional<RunningFile> read(Path data) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve(NAME))) {
            properties.load(reader);
            long pid = Long.parseLong(properties.getProperty("pid"));
            boolean lives = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            return lives ? Optional.of(new RunningFile(pid, properties.getProperty("url"))) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
