package org.chatboard.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.chatboard.testing.Command;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

@WithTestServer
class HeartbeatIT {
    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    private final TestServer board;

    HeartbeatIT(TestServer board) {
        this.board = board;
    }

    /**
     * By default the container has one thread for all timers. A task that waits for the database would then also stop the pings,
     * so the configuration asks for more threads.
     */
    @Test
    void doesNotWaitForOtherTimers() {
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
