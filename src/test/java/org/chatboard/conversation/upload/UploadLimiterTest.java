package org.chatboard.conversation.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import org.chatboard.platform.rest.RejectedException;
import org.junit.jupiter.api.Test;

class UploadLimiterTest {
    private static final long ANN = 11;
    private static final long BOB = 12;
    private static final long CLEO = 13;

    private final UploadLimiter limiter = new UploadLimiter(Duration.ofMillis(1));

    private void assertRejected(Supplier<?> work, int status) {
        assertThatThrownBy(work::get).isInstanceOfSatisfying(RejectedException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.retryAfterSeconds()).isPresent();
        });
    }

    @Test
    void onePartOfAnAccountIsWrittenAtATimeAndTwoOfAll() {
        limiter.run(ANN, () -> {
            assertRejected(() -> limiter.run(ANN, () -> 1), 429);
            return limiter.run(BOB, () -> {
                assertRejected(() -> limiter.run(CLEO, () -> 1), 503);
                return 1;
            });
        });
        assertThat(limiter.<Integer>run(CLEO, () -> 1)).isEqualTo(1);
    }

    @Test
    void anAccountBeginsOneUploadAtATime() {
        limiter.begin(ANN, () -> {
            assertRejected(() -> limiter.begin(ANN, () -> 1), 429);
            return limiter.begin(BOB, () -> limiter.run(ANN, () -> 1));
        });
        assertThat(limiter.<Integer>begin(ANN, () -> 1)).isEqualTo(1);
    }
}
