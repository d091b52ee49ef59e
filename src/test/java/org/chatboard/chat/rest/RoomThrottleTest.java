package org.chatboard.chat.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.rest.RejectedException;
import org.junit.jupiter.api.Test;

class RoomThrottleTest {
    private static RoomThrottle throttle(int perHour) {
        return new RoomThrottle(Settings.of(Map.of("CHATBOARD_LIMIT_ROOMS_PER_HOUR", String.valueOf(perHour))));
    }

    @Test
    void limitsTheRoomsOfAnAccount() {
        RoomThrottle throttle = throttle(3);
        IntStream.range(0, 3).forEach(i -> throttle.acquire(1));
        assertThatThrownBy(() -> throttle.acquire(1))
                .isInstanceOfSatisfying(RejectedException.class, rejected -> {
                    assertThat(rejected.status()).isEqualTo(429);
                    assertThat(rejected.retryAfterSeconds().orElseThrow()).isBetween(1_100L, 1_200L);
                })
                .hasMessageContaining("20 minutes");
        assertThatCode(() -> throttle.acquire(2)).doesNotThrowAnyException();
    }

    @Test
    void isDisabledByZero() {
        RoomThrottle off = throttle(0);
        assertThatCode(() -> IntStream.range(0, 100).forEach(i -> off.acquire(1)))
                .doesNotThrowAnyException();
    }
}
