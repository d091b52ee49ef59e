package org.chatboard.people.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameRulesTest {
    @Test
    void acceptsTheShortestAndTheLongestName() {
        assertThat(UsernameRules.validationError("a".repeat(UsernameRules.MIN))).isEmpty();
        assertThat(UsernameRules.validationError("a".repeat(UsernameRules.MAX))).isEmpty();
    }

    @Test
    void rejectsANameThatIsTooShortOrTooLong() {
        assertThat(UsernameRules.validationError("a".repeat(UsernameRules.MIN - 1)))
                .contains("A username needs at least 3 characters.");
        assertThat(UsernameRules.newNameError("al")).contains("A username needs at least 3 characters.");
        assertThat(UsernameRules.validationError("a".repeat(UsernameRules.MAX + 1)))
                .contains("A username can have at most 32 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna.b", "anna_b", "anna-b", "a99", "a.."})
    void acceptsLettersDigitsDotsUnderscoresAndHyphens(String name) {
        assertThat(UsernameRules.validationError(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9anna", ".anna", "_anna", "-anna"})
    void rejectsANameWithoutALetterFirst(String name) {
        assertThat(UsernameRules.validationError(name)).contains("A username must start with a letter.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"änna", "an na", "anna\u0000", "anna/b", "anna%b", "anna'b", "\u043Enna", "anna\u202E", "Anna"})
    void rejectsEveryOtherCharacter(String name) {
        assertThat(UsernameRules.validationError(name))
                .contains("A username can only contain the letters a to z, digits, dots, underscores and dashes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "all.", "all-", "all_", "all.-_"})
    void reservesTheNameThatMentionsEverybody(String name) {
        assertThat(UsernameRules.newNameError(name))
                .contains("This username is reserved, because @all mentions everybody. Please choose another.");
        assertThat(UsernameRules.validationError(name))
                .as("an older account signs in")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ally", "tall", "all.y", "alll", "a.ll"})
    void acceptsNamesThatOnlyContainTheReservedOne(String name) {
        assertThat(UsernameRules.newNameError(name)).isEmpty();
    }

    @Test
    void changesOnlyAToZToLowerCase() {
        assertThat(UsernameRules.normalise(" AnnA ")).isEqualTo("anna");
        assertThat(UsernameRules.normalise("\u212Aarl")).isEqualTo("\u212Aarl"); // the Kelvin sign
    }
}
