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
    void countsCodePointsOfTheShortestAndTheLongest() {
        assertThat(refusal("xk7!Qm2#Lz")).isEmpty();
        assertThat(refusal("xk7!Qm2#L")).contains("A password needs at least 10 characters.");
        assertThat(refusal("xk7!Qm2#L" + EMOJI)).isEmpty();
        String longest = "xk7!Qm2#Lz" + EMOJI.repeat(PasswordRules.MAX - 10);
        assertThat(refusal(longest)).isEmpty();
        assertThat(refusal(longest + EMOJI)).contains("A password can have at most 128 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "aaaaaaaaaaaa", "password123", "qwertyuiop", "Chatboard1", "abcdefghij"})
    void refusesWhatIsEasilyGuessed(String password) {
        assertThat(refusal(password)).contains(TOO_EASY);
    }

    @Test
    void countsTheNamesAsGuessed() {
        assertThat(refusal("margaret.thornbury", "margaret.thornbury", "Maggie"))
                .contains(TOO_EASY);
        assertThat(refusal("Thornburysworth", "maggie", "Margaret Thornburysworth"))
                .contains(TOO_EASY);
        assertThat(refusal("Thornburysworth", "maggie", "Maggie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1B2",
                "4@8({[<369&#!1/|0$5+7%2", // every letter that can be replaced, in every way
                "({[<!|176$54@+983wkxnerdhurm",
                "4@({[<6917$5+horse"
            })
    void judgesTheLongestPasswordQuickly(String repeated) {
        String longest = repeated.repeat(PasswordRules.MAX).substring(0, PasswordRules.MAX);
        refusal("reads the dictionaries");
        long least = IntStream.range(0, 3).mapToLong(i -> cpuMs(longest)).min().orElseThrow();
        assertThat(least).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "4@8({[<369&#!1/|0$5+7%2", "p4$$w0rd of 12 ({[<!|17 geese"})
    void letsInWhatIsHardToGuessWithAnySigns(String password) {
        assertThat(refusal(password)).isEmpty();
    }

    @Test
    void wantsTheBeginningToBeStrong() {
        assertThat(refusal("a".repeat(32) + "correct horse battery")).contains(TOO_EASY);
    }

    private static long cpuMs(String password) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        refusal(password);
        return (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
    }

    private static Optional<String> refusal(String password) {
        return refusal(password, "anna", "Anna");
    }

    private static Optional<String> refusal(String password, String username, String displayName) {
        return PasswordRules.lengthRefusal(password)
                .or(() -> PasswordRules.guessRefusal(password, username, displayName));
    }
}
