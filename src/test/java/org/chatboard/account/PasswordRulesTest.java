package org.chatboard.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final String EMOJI = "\uD83D\uDE00";
    private static final String TOO_EASY =
            "This password is too easy to guess. Several unrelated words make a good one.";

    @Test
    void countsCodePointsOfTheShortestAndTheLongest() {
        assertThat(refusal("xk7!Qm2#Lz")).isEmpty();
        assertThat(refusal("xk7!Qm2#L")).contains("A password has at least 10 characters.");
        assertThat(refusal("xk7!Qm2#L" + EMOJI)).isEmpty();
        String longest = "xk7!Qm2#Lz" + EMOJI.repeat(PasswordRules.MAX - 10);
        assertThat(refusal(longest)).isEmpty();
        assertThat(refusal(longest + EMOJI)).contains("A password has at most 128 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "aaaaaaaaaaaa", "password123", "qwertyuiop", "Chatboard1", "abcdefghij"})
    void refusesWhatIsEasilyGuessed(String password) {
        assertThat(refusal(password)).contains(TOO_EASY);
    }

    @Test
    void countsTheNamesAsGuessed() {
        assertThat(PasswordRules.refusal("margaret.thornbury", "margaret.thornbury", "Maggie"))
                .contains(TOO_EASY);
        assertThat(PasswordRules.refusal("Thornburysworth", "maggie", "Margaret Thornburysworth"))
                .contains(TOO_EASY);
        assertThat(PasswordRules.refusal("Thornburysworth", "maggie", "Maggie")).isEmpty();
    }

    @Test
    void judgesTheLongestPasswordQuickly() {
        String longest = "a1B2".repeat(PasswordRules.MAX / 4);
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> refusal(longest));
    }

    private static Optional<String> refusal(String password) {
        return PasswordRules.refusal(password, "anna", "Anna");
    }
}
