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
    private static final String GUESSER = "203.0.113.9";
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final int MOST_CHECKED = 70;

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
        assertThatCode(() -> throttle.begin("anna", HOME, null)).doesNotThrowAnyException();
    }

    @Test
    void countsAnAccountWithoutRegardToCaseAndFromEveryAddress() {
        IntStream.range(0, 5).forEach(i -> throttle.begin(i % 2 == 0 ? "Anna" : "anna", "192.0.2." + i, null));
        assertThat(secondsToWait("ANNA", "192.0.2.99")).isEqualTo(1);
    }

    @Test
    void letsTwentyFailuresOfAnAddressPassWhateverTheNames() {
        IntStream.range(0, 20).forEach(i -> throttle.begin("name" + i, HOME, null));
        assertThat(secondsToWait("another", HOME)).isEqualTo(1);
        assertThatCode(() -> throttle.begin("another", "192.0.2.2", null)).doesNotThrowAnyException();
    }

    @Test
    void startsAnewForAnAccountThatGotIn() {
        fail("anna", 4);
        throttle.begin("anna", HOME, null).succeeded();
        assertThatCode(() -> fail("anna", 5)).doesNotThrowAnyException();
    }

    @Test
    void doesNotForgiveAnAddressForOneRightPassword() {
        IntStream.range(0, 19).forEach(i -> throttle.begin("name" + i, HOME, null));
        throttle.begin("anna", HOME, null).succeeded();
        throttle.begin("bert", HOME, null);
        assertThat(secondsToWait("cleo", HOME)).isEqualTo(1);
    }

    @Test
    void doesNotCountWhatTheServerWasTooBusyFor() {
        IntStream.range(0, 50).forEach(i -> {
            throttle.begin("anna", HOME, null).withdraw();
        });
        assertThatCode(() -> throttle.begin("anna", HOME, null)).doesNotThrowAnyException();
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
            throttle.begin("name" + i, "address" + i, null);
        }
        assertThatCode(() -> throttle.begin("anna", "192.0.2.2", null)).doesNotThrowAnyException();
    }

    @Test
    void isSwitchedOffByZero() {
        SignInThrottle off = new SignInThrottle(clock, Settings.of(Map.of("CHATBOARD_LIMIT_SIGN_IN_FAILURES", "0")));
        assertThatCode(() -> IntStream.range(0, 100).forEach(i -> off.begin("anna", HOME, null)))
                .doesNotThrowAnyException();
    }

    @Test
    void letsTheOwnerInFromAnotherAddressWhileSomebodyGuesses() {
        for (int i = 0; i < 3_000; i++) {
            guess("anna", GUESSER, null);
            if (i % 10 == 0) {
                throttle.begin("anna", HOME, null).succeeded();
            }
            clock.advance(TENTH);
        }
    }

    @Test
    void letsAnOwnerInWhoMistypesOnceWhileSomebodyGuesses() {
        IntStream.range(0, 100).forEach(i -> guess("anna", GUESSER, null));
        throttle.begin("anna", HOME, null);
        assertThatCode(() -> throttle.begin("anna", HOME, null)).doesNotThrowAnyException();
    }

    @Test
    void letsAKnownDeviceInBehindTheAddressOfTheGuesser() {
        for (int i = 0; i < 3_000; i++) {
            guess("anna", GUESSER, null);
            guess("name" + i, GUESSER, null);
            if (i % 10 == 0) {
                throttle.begin("anna", GUESSER, "device").succeeded();
            }
            clock.advance(TENTH);
        }
    }

    @Test
    void takesADeviceForAStrangerAfterFiveFailures() {
        IntStream.range(0, 5).forEach(i -> throttle.begin("anna", HOME, "device"));
        assertThatThrownBy(() -> throttle.begin("anna", HOME, "device")).isInstanceOf(TooManyAttemptsException.class);
        assertThatCode(() -> throttle.begin("anna", HOME, "another device")).doesNotThrowAnyException();
    }

    /** Ten tries a second for an hour, in each of the ways; one counter for an account checks 70 of them. */
    @ParameterizedTest
    @EnumSource
    void checksNoMorePasswordsHoweverTheyAreSent(Guessing way) {
        int checked = 0;
        for (int i = 0; i < 36_000; i++) {
            checked += way.guess(this, i);
            clock.advance(TENTH);
        }
        assertThat(checked).isLessThanOrEqualTo(MOST_CHECKED);
    }

    /** Ways to guess. */
    private enum Guessing {
        BY_ONE_ADDRESS {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return test.guess("anna", GUESSER, null);
            }
        },
        BY_AN_ADDRESS_FOR_EACH {
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
        BY_A_FEW_AND_BY_FRESH_ONES {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return BY_ONE_ADDRESS.guess(test, time) + BY_AN_ADDRESS_FOR_EACH.guess(test, time);
            }
        },
        BY_A_STOLEN_DEVICE {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return test.guess("anna", GUESSER, "device");
            }
        },
        BY_ALL_OF_THEM {
            @Override
            int guess(SignInThrottleTest test, int time) {
                return BY_A_FEW_AND_BY_FRESH_ONES.guess(test, time) + BY_A_STOLEN_DEVICE.guess(test, time);
            }
        };

        abstract int guess(SignInThrottleTest test, int time);
    }

    /** {@return how many passwords were checked: one or none} */
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
