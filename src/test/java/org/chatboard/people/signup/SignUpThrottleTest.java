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
    void letsAnAddressMakeAsManyAccountsAsTheSettingSays() {
        SignUpThrottle throttle = new SignUpThrottle(Settings.of(Map.of("CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "3")));
        IntStream.range(0, 3).forEach(i -> throttle.count("192.0.2.1"));
        assertThatThrownBy(() -> throttle.count("192.0.2.1"))
                .isInstanceOf(TooManyAttemptsException.class)
                .hasMessageContaining("20 minutes");
        assertThatCode(() -> throttle.count("192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void countsANetworkOfIpV6AsOneAddress() {
        SignUpThrottle throttle = new SignUpThrottle(Settings.of(Map.of("CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "1")));
        throttle.count("2001:db8:1:2:3:4:5:6");
        assertThatThrownBy(() -> throttle.count("2001:db8:1:2:0:0:0:9")).isInstanceOf(TooManyAttemptsException.class);
        assertThatCode(() -> throttle.count("2001:db8:1:3:0:0:0:9")).doesNotThrowAnyException();
    }

    @Test
    void isSwitchedOffByZero() {
        SignUpThrottle off = new SignUpThrottle(Settings.of(Map.of("CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "0")));
        assertThatCode(() -> IntStream.range(0, 100).forEach(i -> off.count("192.0.2.1")))
                .doesNotThrowAnyException();
    }
}
