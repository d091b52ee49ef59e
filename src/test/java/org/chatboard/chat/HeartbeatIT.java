package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.chatboard.testing.Board;
import org.chatboard.testing.Command;
import org.chatboard.testing.OnBoard;
import org.junit.jupiter.api.Test;

@OnBoard
class HeartbeatIT {
    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    private final Board board;

    HeartbeatIT(Board board) {
        this.board = board;
    }

    /** By default the container has one thread for all timers: a database that does not answer would stop the pings. */
    @Test
    void doesNotWaitForWhatOtherTimersDo() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(timerThreads()).isGreaterThan(2));
    }

    private long timerThreads() {
        Command threads =
                Command.run(Map.of(), JCMD, String.valueOf(board.server().pid()), "Thread.print");
        return threads.lines().stream()
                .filter(line -> line.startsWith("\"concurrent/__defaultManagedScheduledExecutorService"))
                .count();
    }
}
