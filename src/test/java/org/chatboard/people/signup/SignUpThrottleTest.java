package org.chatboard.people.signup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.config.Settings;
import org.junit.jupiter.api.Test;

class SignUpThrottleTest {
    @Test
    void limitsTheSignUpsOfAnAddress() {
        SignUpThrottle throttle = new SignUpThrottle(Settings.of(Map.of("CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "3")));
        IntStream.range(0, 3).forEach(i -> throttle.acquire("192.0.2.1"));
        assertThatThrownBy(() -> throttle.acquire("192.0.2.1"))
                .isInstanceOf(TooManyAttemptsException.class)
                .hasMessageContaining("20 minutes");
        assertThatCode(() -> throttle.acquire("192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void limitsTheSignUpsOfAnIpV6Network() {
        SignUpThrottle throttle = new SignUpThrottle(Settings.of(Map.of("CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "1")));
        throttle.acquire("2001:db8:1:2:3:4:5:6");
        assertThatThrownBy(() -> throttle.acquire("2001:db8:1:2:0:0:0:9")).isInstanceOf(TooManyAttemptsException.class);
        assertThatCode(() -> throttle.acquire("2001:db8:1:3:0:0:0:9")).doesNotThrowAnyException();
    }

    @Test
    void isDisabledByZero() {
        SignUpThrottle off = new SignUpThrottle(Settings.of(Map.of("CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "0")));
        assertThatCode(() -> IntStream.range(0, 100).forEach(i -> off.acquire("192.0.2.1")))
                .doesNotThrowAnyException();
    }
}
