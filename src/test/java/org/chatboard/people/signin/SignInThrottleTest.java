package org.chatboard.people.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.chatboard.platform.config.Settings;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignInThrottleTest {
    private static final String HOME = "192.0.2.1";
    private static final String ATTACKER = "203.0.113.9";
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final int MAX_CHECKED = 70;

    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final SignInThrottle throttle = new SignInThrottle(clock, Settings.of(Map.of()));

    @Test
    void allowsFiveFailuresOfAnAccountWithoutAWait() {
        fail("anna", 5);
        assertThat(secondsToWait("anna", HOME)).isEqualTo(1);
    }

    @Test
    void doublesTheWaitUpToAMinute() {
        fail("anna", 5);
        assertThat(IntStream.range(0, 9).mapToLong(i -> waitAndFail()).toArray())
                .containsExactly(1, 2, 4, 8, 16, 32, 60, 60, 60);
    }

    @Test
    void allowsAnAttemptExactlyAtTheEndOfTheWait() {
        fail("anna", 5);
        clock.advance(Duration.ofMillis(999));
        assertThat(secondsToWait("anna", HOME)).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThatCode(() -> throttle.begin("anna", HOME, null)).doesNotThrowAnyException();
    }

    @Test
    void countsAnAccountInAnyCaseAndFromEveryAddress() {
        IntStream.range(0, 5).forEach(i -> throttle.begin(i % 2 == 0 ? "Anna" : "anna", "192.0.2." + i, null));
        assertThat(secondsToWait("ANNA", "192.0.2.99")).isEqualTo(1);
    }

    @Test
    void allowsTwentyFailuresOfAnAddressAtAnyAccounts() {
        IntStream.range(0, 20).forEach(i -> throttle.begin("name" + i, HOME, null));
        assertThat(secondsToWait("another", HOME)).isEqualTo(1);
        assertThatCode(() -> throttle.begin("another", "192.0.2.2", null)).doesNotThrowAnyException();
    }

    @Test
    void resetsTheFailuresOfAnAccountAfterASuccess() {
        fail("anna", 4);
        throttle.begin("anna", HOME, null).recordSuccess();
        assertThatCode(() -> fail("anna", 5)).doesNotThrowAnyException();
    }

    @Test
    void keepsTheFailuresOfAnAddressAfterASuccess() {
        IntStream.range(0, 19).forEach(i -> throttle.begin("name" + i, HOME, null));
        throttle.begin("anna", HOME, null).recordSuccess();
        throttle.begin("bert", HOME, null);
        assertThat(secondsToWait("cleo", HOME)).isEqualTo(1);
    }

    @Test
    void doesNotCountCancelledAttempts() {
        IntStream.range(0, 50).forEach(i -> {
            throttle.begin("anna", HOME, null).cancel();
        });
        assertThatCode(() -> throttle.begin("anna", HOME, null)).doesNotThrowAnyException();
    }

    @Test
    void expiresFailuresAfterTheirTimeToLive() {
        fail("anna", 5);
        clock.advance(SignInThrottle.FAILURE_TTL);
        assertThatCode(() -> fail("anna", 5)).doesNotThrowAnyException();
    }

    @Test
    void evictsTheKeyWithTheOldestFailure() {
        fail("anna", 5);
        for (int i = 0; i < SignInThrottle.MAX_KEYS; i++) {
            throttle.begin("name" + i, "address" + i, null);
        }
        assertThatCode(() -> throttle.begin("anna", "192.0.2.2", null)).doesNotThrowAnyException();
    }

    @Test
    void isDisabledByZero() {
        SignInThrottle off = new SignInThrottle(clock, Settings.of(Map.of("CHATBOARD_LIMIT_SIGN_IN_FAILURES", "0")));
        assertThatCode(() -> IntStream.range(0, 100).forEach(i -> off.begin("anna", HOME, null)))
                .doesNotThrowAnyException();
    }

    @Test
    void letsTheOwnerInFromAnotherAddressDuringAnAttack() {
        for (int i = 0; i < 3_000; i++) {
            guess("anna", ATTACKER, null);
            if (i % 10 == 0) {
                throttle.begin("anna", HOME, null).recordSuccess();
            }
            clock.advance(TENTH);
        }
    }

    @Test
    void letsTheOwnerInAfterOneMistypedPasswordDuringAnAttack() {
        IntStream.range(0, 100).forEach(i -> guess("anna", ATTACKER, null));
        throttle.begin("anna", HOME, null);
        assertThatCode(() -> throttle.begin("anna", HOME, null)).doesNotThrowAnyException();
    }

    @Test
    void letsAKnownDeviceInFromTheAddressOfTheAttacker() {
        for (int i = 0; i < 3_000; i++) {
            guess("anna", ATTACKER, null);
            guess("name" + i, ATTACKER, null);
            if (i % 10 == 0) {
                throttle.begin("anna", ATTACKER, "device").recordSuccess();
            }
            clock.advance(TENTH);
        }
    }

    @Test
    void treatsADeviceAsUnknownAfterFiveFailures() {
        IntStream.range(0, 5).forEach(i -> throttle.begin("anna", HOME, "device"));
        assertThatThrownBy(() -> throttle.begin("anna", HOME, "device")).isInstanceOf(TooManyAttemptsException.class);
        assertThatCode(() -> throttle.begin("anna", HOME, "another device")).doesNotThrowAnyException();
    }

    /**
     * Makes ten attempts a second for one hour. One counter for the account would allow 70 of them; the three ranks together must
     * not allow more.
     */
    @ParameterizedTest
    @EnumSource
    void allowsNoMoreAttemptsThanOneCounterPerAccount(Attack attack) {
        int checked = 0;
        for (int i = 0; i < 36_000; i++) {
            checked += attack.guess(this, i);
            clock.advance(TENTH);
        }
        assertThat(checked).isLessThanOrEqualTo(MAX_CHECKED);
    }

    /** Ways to guess passwords. */
    private enum Attack {
        BY_ONE_ADDRESS {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return test.guess("anna", ATTACKER, null);
            }
        },
        BY_A_NEW_ADDRESS_EACH {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return test.guess("anna", "10.0." + time / 250 + "." + time % 250, null);
            }
        },
        BY_FORTY_ADDRESSES_IN_TURN {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return test.guess("anna", "10.0.0." + time % 40, null);
            }
        },
        BY_ONE_AND_BY_NEW_ADDRESSES {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return BY_ONE_ADDRESS.guess(test, time) + BY_A_NEW_ADDRESS_EACH.guess(test, time);
            }
        },
        BY_A_STOLEN_DEVICE_TOKEN {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return test.guess("anna", ATTACKER, "device");
            }
        },
        BY_ALL_TOGETHER {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return BY_ONE_AND_BY_NEW_ADDRESSES.guess(test, time) + BY_A_STOLEN_DEVICE_TOKEN.guess(test, time);
            }
        };

        abstract int guess(SignInThrottleTest test, int time);
    }

    /** {@return the number of allowed attempts: 1 or 0} */
    private int guess(String username, String address, String device) {
        try {
            throttle.begin(username, address, device);
            return 1;
        } catch (TooManyAttemptsException e) {
            return 0;
        }
    }

    private void fail(String username, int times) {
        for (int i = 0; i < times; i++) {
            throttle.begin(username, HOME, null);
        }
    }

    private long secondsToWait(String username, String address) {
        return catchThrowableOfType(TooManyAttemptsException.class, () -> throttle.begin(username, address, null))
                .retryAfterSeconds()
                .orElseThrow();
    }

    private long waitAndFail() {
        long seconds = secondsToWait("anna", HOME);
        clock.advance(Duration.ofSeconds(seconds));
        throttle.begin("anna", HOME, null);
        return seconds;
    }
}
