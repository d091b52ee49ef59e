package org.chatboard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCheckTest {
    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void name() {
        log = folder.resolve("chatboard.0.log");
    }

    @Test
    void findsNothingWrongWithALogWithoutErrors() throws IOException {
        Files.writeString(log, "2026-03-01 12:00:00.000 INFO org.chatboard.x: WebSocket connection accepted\n");
        assertThat(new LogCheck(log).run()).singleElement().matches(f -> f.state() == Finding.State.OK);
    }

    @Test
    void showsTheNewestErrorsAsNotes() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 7; i++) {
            lines.append("2026-03-01 12:00:0")
                    .append(i)
                    .append(".000 SEVERE org.chatboard.x: error ")
                    .append(i);
            lines.append("\njava.io.IOException: No space left on device\n");
        }
        Files.writeString(log, lines);
        assertThat(new LogCheck(log).run())
                .noneMatch(Finding::isWrong)
                .noneMatch(finding -> finding.text().endsWith("error 2"))
                .anyMatch(finding -> finding.text().endsWith("error 3"))
                .anyMatch(finding -> finding.text().endsWith("error 7"))
                .anyMatch(finding -> finding.text().contains("disk was full"));
    }

    @Test
    void acceptsAMissingLog() {
        assertThat(new LogCheck(log).run()).noneMatch(Finding::isWrong);
    }
}
