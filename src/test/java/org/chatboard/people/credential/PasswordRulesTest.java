package org.chatboard.people.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final String EMOJI = "\uD83D\uDE00";
    private static final String TOO_EASY =
            "This password is too easy to guess. Several unrelated words make a good one.";

    @Test
    void checksTheLengthInCodePoints() {
        assertThat(validationError("xk7!Qm2#Lz")).isEmpty();
        assertThat(validationError("xk7!Qm2#L")).contains("A password needs at least 10 characters.");
        assertThat(validationError("xk7!Qm2#L" + EMOJI)).isEmpty();
        String longest = "xk7!Qm2#Lz" + EMOJI.repeat(PasswordRules.MAX - 10);
        assertThat(validationError(longest)).isEmpty();
        assertThat(validationError(longest + EMOJI)).contains("A password can have at most 128 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "aaaaaaaaaaaa", "password123", "qwertyuiop", "Chatboard1", "abcdefghij"})
    void rejectsPasswordsThatAreEasyToGuess(String password) {
        assertThat(validationError(password)).contains(TOO_EASY);
    }

    @Test
    void treatsTheNamesAsEasyToGuess() {
        assertThat(validationError("margaret.thornbury", "margaret.thornbury", "Maggie"))
                .contains(TOO_EASY);
        assertThat(validationError("Thornburysworth", "maggie", "Margaret Thornburysworth"))
                .contains(TOO_EASY);
        assertThat(validationError("Thornburysworth", "maggie", "Maggie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1B2",
                "4@8({[<369&#!1/|0$5+7%2", // all characters that stand for letters, as in p4$$word
                "({[<!|176$54@+983wkxnerdhurm",
                "4@({[<6917$5+horse"
            })
    void evaluatesTheLongestPasswordWithin300Ms(String repeated) {
        String longest = repeated.repeat(PasswordRules.MAX).substring(0, PasswordRules.MAX);
        validationError("loads the dictionaries");
        long least = IntStream.range(0, 3).mapToLong(i -> cpuMs(longest)).min().orElseThrow();
        assertThat(least).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "4@8({[<369&#!1/|0$5+7%2", "p4$$w0rd of 12 ({[<!|17 geese"})
    void acceptsStrongPasswordsWithAnyCharacters(String password) {
        assertThat(validationError(password)).isEmpty();
    }

    @Test
    void rejectsAPasswordWithAWeakStart() {
        assertThat(validationError("a".repeat(32) + "correct horse battery")).contains(TOO_EASY);
    }

    private static long cpuMs(String password) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        validationError(password);
        return (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
    }

    private static Optional<String> validationError(String password) {
        return validationError(password, "anna", "Anna");
    }

    private static Optional<String> validationError(String password, String username, String displayName) {
        return PasswordRules.lengthError(password)
                .or(() -> PasswordRules.strengthError(password, username, displayName));
    }
}
