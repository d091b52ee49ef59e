package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server that {@code mvn} without arguments starts. It runs in its own process, which ends with the process of Maven.
 */
class ForegroundIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void leavesNoServerBehindEvenWhenItIsKilled() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Command.java(),
                "-cp",
                Path.of(System.getProperty("chatboard.jar"))
                        .resolveSibling("classes")
                        .toString(),
                Foreground.class.getName(),
                System.getProperty("chatboard.jar"));
        builder.environment().put("CHATBOARD_DATA", data.toString());
        builder.environment().put("CHATBOARD_PORT", String.valueOf(ChatBoardProcess.freePort()));
        builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", ChatBoardProcess.QUICK_START));
        Process foreground = builder.redirectErrorStream(true).start();
        List<ProcessHandle> servers = List.of();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(foreground.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.lines().anyMatch(line -> line.startsWith("ChatBoard is ready: open http://127.0.0.1:")))
                    .isTrue();
            servers = foreground.toHandle().children().toList();
            assertThat(servers).hasSize(1);
            foreground.destroyForcibly();
            ProcessHandle server = servers.get(0);
            await().atMost(PATIENCE).until(() -> !server.isAlive());
            assertThat(data.resolve("db/db.lck")).as("the database was closed").doesNotExist();
        } finally {
            foreground.destroyForcibly();
            servers.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
