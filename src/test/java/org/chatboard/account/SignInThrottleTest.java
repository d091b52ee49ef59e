package org.chatboard.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.chatboard.system.Settings;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private static final String HOME = "192.0.2.1";

    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final SignInThrottle throttle = new SignInThrottle(clock, Settings.of(Map.of()));

    @Test
    void letsFiveFailuresOfAnAccountPass() {
        fail("anna", 5);
        assertThat(secondsToWait("anna", HOME)).isEqualTo(1);
    }

    @Test
    void doublesTheWaitUpToAMinuteAndNeverBeyond() {
        fail("anna", 5);
        assertThat(IntStream.range(0, 9).mapToLong(i -> waitAndFail()).toArray())
                .containsExactly(1, 2, 4, 8, 16, 32, 60, 60, 60);
    }

    @Test
    void letsSomebodyInAtTheVeryEndOfTheWait() {
        fail("anna", 5);
        clock.advance(Duration.ofMillis(999));
        assertThat(secondsToWait("anna", HOME)).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThatCode(() -> throttle.begin("anna", HOME)).doesNotThrowAnyException();
    }

    @Test
    void countsAnAccountWithoutRegardToCaseAndFromEveryAddress() {
        IntStream.range(0, 5).forEach(i -> throttle.begin(i % 2 == 0 ? "Anna" : "anna", "192.0.2." + i));
        assertThat(secondsToWait("ANNA", "192.0.2.99")).isEqualTo(1);
    }

    @Test
    void letsTwentyFailuresOfAnAddressPassWhateverTheNames() {
        IntStream.range(0, 20).forEach(i -> throttle.begin("name" + i, HOME));
        assertThat(secondsToWait("another", HOME)).isEqualTo(1);
        assertThatCode(() -> throttle.begin("another", "192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void startsAnewForAnAccountThatGotIn() {
        fail("anna", 4);
        throttle.begin("anna", HOME);
        throttle.succeeded("anna", HOME);
        assertThatCode(() -> fail("anna", 5)).doesNotThrowAnyException();
    }

    @Test
    void doesNotForgiveAnAddressForOneRightPassword() {
        IntStream.range(0, 19).forEach(i -> throttle.begin("name" + i, HOME));
        throttle.begin("anna", HOME);
        throttle.succeeded("anna", HOME);
        throttle.begin("bert", HOME);
        assertThat(secondsToWait("cleo", HOME)).isEqualTo(1);
    }

    @Test
    void doesNotCountWhatTheServerWasTooBusyFor() {
        IntStream.range(0, 50).forEach(i -> {
            throttle.begin("anna", HOME);
            throttle.withdraw("anna", HOME);
        });
        assertThatCode(() -> throttle.begin("anna", HOME)).doesNotThrowAnyException();
    }

    @Test
    void forgetsFailuresAfterAWhile() {
        fail("anna", 5);
        clock.advance(SignInThrottle.FORGOTTEN_AFTER);
        assertThatCode(() -> fail("anna", 5)).doesNotThrowAnyException();
    }

    @Test
    void keepsItsMemoryBounded() {
        fail("anna", 5);
        for (int i = 0; i < SignInThrottle.MAX_REMEMBERED; i++) {
            throttle.begin("name" + i, "address" + i);
        }
        assertThatCode(() -> throttle.begin("anna", "192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void isSwitchedOffByZero() {
        SignInThrottle off = new SignInThrottle(clock, Settings.of(Map.of("CHATBOARD_LIMIT_SIGN_IN_FAILURES", "0")));
        assertThatCode(() -> IntStream.range(0, 100).forEach(i -> off.begin("anna", HOME)))
                .doesNotThrowAnyException();
    }

    private void fail(String username, int times) {
        for (int i = 0; i < times; i++) {
            throttle.begin(username, HOME);
        }
    }

    private long secondsToWait(String username, String address) {
        return catchThrowableOfType(TooManyAttemptsException.class, () -> throttle.begin(username, address))
                .retryAfterSeconds()
                .orElseThrow();
    }

    private long waitAndFail() {
        long seconds = secondsToWait("anna", HOME);
        clock.advance(Duration.ofSeconds(seconds));
        throttle.begin("anna", HOME);
        return seconds;
    }
}
