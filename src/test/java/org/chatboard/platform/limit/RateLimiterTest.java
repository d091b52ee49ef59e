package org.chatboard.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final RateLimiter<String> limiter = new RateLimiter<>(3, Duration.ofMinutes(30));

    @Test
    void givesABurstAndThenSaysHowLongToWait() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.acquire("anna")).isZero();
        }
        assertThat(limiter.acquire("anna")).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(limiter.acquire("bert")).isZero();
    }
}
