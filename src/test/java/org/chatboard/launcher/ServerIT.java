package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.chatboard.testing.ChatBoardProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerIT {
    @Test
    void startsAndEnds(@TempDir Path data) {
        try (ChatBoardProcess server = ChatBoardProcess.start(data, Map.of())) {
            assertThat(server.stop()).isZero();
            assertThat(server.errors()).isEmpty();
        }
    }
}
