package org.chatboard.people.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInTimesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plus(SignIn.LONGEST);

    private final SignInTimes fresh = new SignInTimes(1, START, END, null);

    @Test
    void isOverWhenItWasIdleForTooLong() {
        assertThat(fresh.stateAt(START)).isEqualTo(SignInState.VALID);
        assertThat(fresh.stateAt(START.plus(SignInTimes.IDLE).minusMillis(1))).isEqualTo(SignInState.VALID);
        assertThat(fresh.stateAt(START.plus(SignInTimes.IDLE))).isEqualTo(SignInState.OVER);
    }

    @Test
    void isOverInTheEndHoweverMuchItIsUsed() {
        SignInTimes used = new SignInTimes(1, END.minusSeconds(2), END, null);
        assertThat(used.stateAt(END.minusSeconds(1))).isEqualTo(SignInState.VALID);
        assertThat(used.stateAt(END)).isEqualTo(SignInState.OVER);
    }

    @Test
    void isDisabledWithItsAccount() {
        assertThat(new SignInTimes(1, START, END, START).stateAt(START)).isEqualTo(SignInState.DISABLED);
    }

    @Test
    void isNotedNowAndThen() {
        assertThat(fresh.isToBeNotedAt(START.plus(SignInTimes.NOTED_EVERY).minusMillis(1)))
                .isFalse();
        assertThat(fresh.isToBeNotedAt(START.plus(SignInTimes.NOTED_EVERY))).isTrue();
    }
}
