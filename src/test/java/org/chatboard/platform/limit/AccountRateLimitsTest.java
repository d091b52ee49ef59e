package org.chatboard.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.chatboard.platform.config.Settings;
import org.junit.jupiter.api.Test;

class AccountRateLimitsTest {
    @Test
    void allowsABurstAndThenSaysHowLongToWait() {
        AccountRates rates = limits("1").of(1);
        assertThat(IntStream.range(0, 5)
                        .mapToLong(i -> rates.acquireMessageMs())
                        .sum())
                .isZero();
        assertThat(rates.acquireMessageMs()).isBetween(1L, 1_000L);
    }

    @Test
    void countsMessagesFramesAndBytesSeparately() {
        AccountRates rates = limits("1").of(1);
        IntStream.range(0, 6).forEach(i -> rates.acquireMessageMs());
        assertThat(rates.acquireMessageMs()).isPositive();
        assertThat(rates.acquireFrameMs()).isZero();
        rates.countRead("x".repeat(16));
        assertThat(rates.acquireFrameMs()).isZero();
        assertThat(rates.readWaitMs()).isPositive();
    }

    @Test
    void hasNoLimitAtARateOfZero() {
        AccountRates rates = limits("0").of(1);
        rates.countRead("x".repeat(1 << 20));
        assertThat(IntStream.range(0, 10_000)
                        .mapToLong(i -> rates.acquireMessageMs() + rates.acquireFrameMs() + rates.readWaitMs())
                        .sum())
                .isZero();
    }

    @Test
    void countsBytesInUtf8() {
        AccountRates rates = limits("1").of(1);
        rates.countRead("\u20ac".repeat(5)); // 15 bytes of the 16 that are allowed
        assertThat(rates.readWaitMs()).isZero();
        rates.countRead("\u00e4");
        assertThat(rates.readWaitMs()).isPositive();
    }

    @Test
    void delaysNewSocketsAfterThreeFloods() {
        AccountRates rates = limits("0").of(1);
        rates.countFlood();
        rates.countFlood();
        assertThat(rates.upgradeWaitMs()).isZero();
        rates.countFlood();
        assertThat(rates.upgradeWaitMs()).isBetween(1L, 3_400L);
        rates.countFlood();
        assertThat(rates.upgradeWaitMs()).isBetween(3_300L, 6_700L);
    }

    @Test
    void evictsOnlyFullBuckets() {
        AccountRateLimits limits = limits("1");
        AccountRates full = limits.of(1);
        AccountRates used = limits.of(2);
        used.countRead("x".repeat(1 << 20)); // much more than refills during the test
        limits.evictFull();
        assertThat(limits.of(1)).isNotSameAs(full);
        assertThat(limits.of(2)).isSameAs(used);
    }

    @Test
    void requestsOfFilesTakeNoPermitOfOtherFrames() {
        AccountRates rates = limits("1").of(1);
        for (int i = 0; i < 16; i++) {
            assertThat(rates.acquireFileMs()).as("request %d", i).isZero();
        }
        assertThat(rates.acquireFileMs()).isPositive();
        assertThat(rates.acquireFrameMs()).isZero();
    }

    private static AccountRateLimits limits(String rate) {
        return new AccountRateLimits(Settings.of(Map.of(
                "CHATBOARD_LIMIT_MESSAGES_PER_SECOND", rate,
                "CHATBOARD_LIMIT_FRAMES_PER_SECOND", rate,
                "CHATBOARD_LIMIT_READ_BYTES_PER_SECOND", rate)));
    }
}
