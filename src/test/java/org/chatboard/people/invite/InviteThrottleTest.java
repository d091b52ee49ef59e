package org.chatboard.people.invite;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.config.Settings;
import org.junit.jupiter.api.Test;

class InviteThrottleTest {
    private static final String ADDRESS = "192.0.2.1";

    @Test
    void lets20InvalidCodesOfOneAddressPass() {
        InviteThrottle throttle = throttle(5);
        for (int attempt = 1; attempt <= 20; attempt++) {
            throttle.recordFailure(ADDRESS);
        }
        assertThatThrownBy(() -> throttle.recordFailure(ADDRESS)).isInstanceOf(TooManyAttemptsException.class);
        assertThatCode(() -> throttle.recordFailure("192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void isTurnedOffByZero() {
        InviteThrottle throttle = throttle(0);
        for (int attempt = 1; attempt <= 100; attempt++) {
            throttle.recordFailure(ADDRESS);
        }
    }

    private static InviteThrottle throttle(int failures) {
        return new InviteThrottle(Settings.of(Map.of("CHATBOARD_LIMIT_SIGN_IN_FAILURES", "" + failures)));
    }
}
