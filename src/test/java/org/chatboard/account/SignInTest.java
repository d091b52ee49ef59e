package org.chatboard.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SignIn signIn = new SignIn(new Account("anna", "Anna", "hash", START), "token hash", START);

    @Test
    void isOverWhenItWasIdleForTooLong() {
        assertThat(signIn.isValid(START)).isTrue();
        assertThat(signIn.isValid(START.plus(SignIn.IDLE).minusMillis(1))).isTrue();
        assertThat(signIn.isValid(START.plus(SignIn.IDLE))).isFalse();
    }

    @Test
    void isOverInTheEndHoweverMuchItIsUsed() {
        Instant end = START.plus(SignIn.LONGEST);
        signIn.use(end.minusSeconds(2));
        assertThat(signIn.isValid(end.minusSeconds(1))).isTrue();
        assertThat(signIn.isValid(end)).isFalse();
    }
}
