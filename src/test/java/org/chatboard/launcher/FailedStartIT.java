package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chatboard.testing.ChatBoardProcess;
import org.chatboard.testing.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If a start fails after the launcher's checks, one line says why; the log has the details. */
class FailedStartIT {
    @TempDir
    Path data;

    @Test
    void reportsADatabaseThatDoesNotAnswer() {
        int nobody = ChatBoardProcess.freePort();
        Command failed = Command.chatboard(Map.of(
                "CHATBOARD_DATA", data.toString(),
                "CHATBOARD_PORT", String.valueOf(ChatBoardProcess.freePort()),
                "CHATBOARD_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + nobody + "/chatboard"));
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.lines())
                .singleElement()
                .asString()
                .startsWith("ChatBoard could not start: No PostgreSQL answers at jdbc:postgresql://127.0.0.1:" + nobody
                        + "/chatboard. Check host and port in CHATBOARD_DATABASE_URL,")
                .contains("The log has the details: " + data.resolve("logs"));
        assertThat(data.resolve("logs/chatboard.0.log")).content().contains("\tat ");
        assertThat(Files.exists(data.resolve("running.properties"))).isFalse();
    }

    @Test
    void reportsAnInvalidSettingOnce() {
        Command failed = Command.chatboard(Map.of(
                "CHATBOARD_DATA", data.toString(),
                "CHATBOARD_PORT", String.valueOf(ChatBoardProcess.freePort()),
                "CHATBOARD_LIMIT_HASHES", "many"));
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.lines())
                .containsExactly(
                        "ChatBoard could not start: CHATBOARD_LIMIT_HASHES is \"many\", but it must be a whole number"
                                + " from 1 to 64. The log has the details: " + data.resolve("logs/chatboard.0.log"));
    }
}
