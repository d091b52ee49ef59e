package org.chatboard.chat.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.limit.AccountRateLimits;
import org.junit.jupiter.api.Test;

class FrameLimiterTest {
    private final AccountRateLimits rateLimits =
            new AccountRateLimits(Settings.of(Map.of("CHATBOARD_LIMIT_MESSAGES_PER_SECOND", "1")));

    @Test
    void sharesTheRatesOfTheAccountWithItsOtherSockets() {
        FrameLimiter one = new FrameLimiter(() -> rateLimits.of(1));
        FrameLimiter other = new FrameLimiter(() -> rateLimits.of(1));
        IntStream.range(0, 5).forEach(i -> one.acquireMs(true));
        assertThat(other.acquireMs(true)).isPositive();
        assertThat(other.acquireMs(false)).isZero();
        assertThat(new FrameLimiter(() -> rateLimits.of(2)).acquireMs(true)).isZero();
    }

    @Test
    void doesNotAllowATwoHundredthRejectedFrame() {
        FrameLimiter limiter = new FrameLimiter(() -> rateLimits.of(1));
        assertThat(IntStream.rangeClosed(1, 199).allMatch(i -> limiter.countRejected()))
                .isTrue();
        assertThat(limiter.countRejected()).isFalse();
        assertThat(limiter.countRejected()).isFalse();
    }
}
