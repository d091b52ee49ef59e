package org.chatboard.people.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInTimesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plus(SignIn.MAX_AGE);

    private final SignInTimes fresh = new SignInTimes(1, START, END, null);

    @Test
    void endsWhenIdleForTooLong() {
        assertThat(fresh.stateAt(START)).isEqualTo(SignInState.VALID);
        assertThat(fresh.stateAt(START.plus(SignInTimes.IDLE_TIMEOUT).minusMillis(1)))
                .isEqualTo(SignInState.VALID);
        assertThat(fresh.stateAt(START.plus(SignInTimes.IDLE_TIMEOUT))).isEqualTo(SignInState.ENDED);
    }

    @Test
    void endsAtItsMaximumAgeEvenIfUsed() {
        SignInTimes used = new SignInTimes(1, END.minusSeconds(2), END, null);
        assertThat(used.stateAt(END.minusSeconds(1))).isEqualTo(SignInState.VALID);
        assertThat(used.stateAt(END)).isEqualTo(SignInState.ENDED);
    }

    @Test
    void isDisabledWithItsAccount() {
        assertThat(new SignInTimes(1, START, END, START).stateAt(START)).isEqualTo(SignInState.DISABLED);
    }

    @Test
    void needsALastSeenUpdateAfterTheInterval() {
        assertThat(fresh.needsLastSeenUpdate(
                        START.plus(SignInTimes.LAST_SEEN_INTERVAL).minusMillis(1)))
                .isFalse();
        assertThat(fresh.needsLastSeenUpdate(START.plus(SignInTimes.LAST_SEEN_INTERVAL)))
                .isTrue();
    }
}
