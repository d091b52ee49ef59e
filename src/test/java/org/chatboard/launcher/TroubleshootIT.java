package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;
import org.chatboard.testing.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code troubleshoot.sh} and the doctor while no server runs; {@link ServerIT} runs them beside a server. */
class TroubleshootIT {
    @TempDir
    Path folder;

    @Test
    void reportsAServerThatIsDown() {
        Command script = troubleshoot(Map.of());
        assertThat(script.status()).isEqualTo(1);
        assertThat(script.output())
                .contains("Nothing listens at http://127.0.0.1:", "fix it: start it: CHATBOARD_PORT=");
    }

    @Test
    void reportsAFullDisk() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"))) {
            Command script = troubleshoot(Map.of("CHATBOARD_DATA", disk.path().toString()));
            assertThat(script.status()).isEqualTo(1);
            assertThat(script.output()).contains("The disk is full", "free some space");
        }
    }

    @Test
    void reportsADataDirectoryThatCannotBeCreated() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Command script = troubleshoot(Map.of("CHATBOARD_DATA", file + "/data"));
        assertThat(script.status()).isEqualTo(1);
        assertThat(script.output()).contains("cannot be created: " + file + " is not a folder", "CHATBOARD_DATA=");
    }

    @Test
    void reportsAnOldJava() throws IOException {
        Path old = program("java", "echo 'openjdk version \"1.8.0_392\"' >&2");
        Command script = troubleshoot(Map.of("JAVA_HOME", "", "PATH", old.getParent() + ":" + System.getenv("PATH")));
        assertThat(script.status()).isEqualTo(1);
        assertThat(script.output()).contains("This Java is too old: 8 (" + old + ")", "apt-get install openjdk-17");
    }

    @Test
    void reportsAMissingJava() throws IOException {
        Path broken = program("java", "exit 127");
        Command script =
                troubleshoot(Map.of("JAVA_HOME", "", "PATH", broken.getParent() + ":" + System.getenv("PATH")));
        assertThat(script.status()).isEqualTo(1);
        assertThat(script.output()).contains("Java was not found", "apt-get install openjdk-17");
    }

    @Test
    void reportsAMissingJar() throws IOException {
        Path alone = Files.copy(
                Path.of("troubleshoot.sh"), folder.resolve("troubleshoot.sh"), StandardCopyOption.COPY_ATTRIBUTES);
        Command script = Command.run(Map.of(), alone.toString());
        assertThat(script.status()).isEqualTo(1);
        assertThat(script.output()).contains("chatboard.jar was not found", "CHATBOARD_JAR=");
    }

    private Command troubleshoot(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CHATBOARD_JAR", System.getProperty("chatboard.jar"),
                "CHATBOARD_DATA", folder.resolve("data").toString(),
                "CHATBOARD_PORT", String.valueOf(ChatBoardProcess.freePort())));
        environment.putAll(settings);
        return Command.run(environment, "./troubleshoot.sh");
    }

    private Path program(String name, String line) throws IOException {
        Path file = Files.createDirectory(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
