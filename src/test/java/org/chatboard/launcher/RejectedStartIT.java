package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;
import org.chatboard.testing.DerbyHolder;
import org.chatboard.testing.DerbyOnly;
import org.chatboard.testing.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that the launcher rejects prints one line with the reason and the remedy, and ends with a failure status. */
class RejectedStartIT {
    @TempDir
    Path folder;

    @Test
    void rejectsAPortInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            assertRejected(
                    Map.of("CHATBOARD_PORT", port), "Port " + port + " of 127.0.0.1 is in use", "CHATBOARD_PORT=");
        }
    }

    @Test
    void rejectsADataDirectoryThatCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertRejected(Map.of("CHATBOARD_DATA", file + "/data"), "cannot be written", "CHATBOARD_DATA=");
    }

    @Test
    void rejectsAFullDisk() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"))) {
            assertRejected(Map.of("CHATBOARD_DATA", disk.path().toString()), "is full", "CHATBOARD_DATA");
        }
    }

    @Test
    @DerbyOnly("Only the embedded database belongs to one process.")
    void rejectsADatabaseThatAnotherProcessHasOpen() throws IOException {
        Path database = folder.resolve("db");
        Process holder = new ProcessBuilder(
                        Command.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DerbyHolder.class.getName(),
                        database.toString())
                .directory(folder.toFile())
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).startsWith("holding");
            Map<String, String> here = Map.of("CHATBOARD_DATA", folder.toString());
            Map<String, String> byUrl = Map.of(
                    "CHATBOARD_DATA", folder.toString(), "CHATBOARD_DATABASE_URL", "jdbc:derby:directory:" + database);
            String inUse = "is in use by another process (pid " + holder.pid() + "). Stop that one first, or choose ";
            assertRejected(here, inUse, "another data directory: CHATBOARD_DATA=");
            assertRejected(byUrl, inUse, "another database by CHATBOARD_DATABASE_URL, or unset it");
            Command doctor = Command.chatboard(with(here), "doctor");
            assertThat(doctor.status()).isEqualTo(1);
            assertThat(doctor.output())
                    .contains("in use by process " + holder.pid())
                    .contains("kill " + holder.pid());
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void rejectsAnotherKindOfDatabaseWithoutShowingItsPassword() {
        assertRejected(
                Map.of("CHATBOARD_DATABASE_URL", "mysql://ann:se/cret@db/chat"),
                "CHATBOARD_DATABASE_URL is \"mysql://...\"",
                "such as jdbc:postgresql://host:5432/name");
    }

    @Test
    void rejectsAnUnknownCommand() {
        Command unknown = Command.chatboard(Map.of(), "strat");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.lines())
                .singleElement()
                .asString()
                .contains("\"strat\"")
                .contains("--help");
    }

    @Test
    void printsHelpAndVersion() {
        assertThat(Command.chatboard(Map.of(), "--help").output()).contains("doctor [URL]", "CHATBOARD_PORT");
        assertThat(Command.chatboard(Map.of(), "--version").output()).startsWith("ChatBoard 1.");
    }

    private void assertRejected(Map<String, String> settings, String what, String wayOut) {
        Command rejected = Command.chatboard(with(settings));
        assertThat(rejected.status()).isEqualTo(1);
        assertThat(rejected.lines()).singleElement().asString().contains(what).contains(wayOut);
    }

    private Map<String, String> with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "CHATBOARD_DATA", folder.resolve("data").toString(),
                "CHATBOARD_PORT", String.valueOf(ChatBoardProcess.freePort())));
        all.putAll(settings);
        return all;
    }
}
