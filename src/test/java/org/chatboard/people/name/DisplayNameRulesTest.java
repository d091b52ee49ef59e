package org.chatboard.people.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameRulesTest {
    private static final String EMOJI = "\uD83D\uDE00";

    @Test
    void countsCodePoints() {
        assertThat(DisplayNameRules.validationError(EMOJI)).isEmpty();
        assertThat(DisplayNameRules.validationError(EMOJI.repeat(DisplayNameRules.MAX_CODE_POINTS)))
                .isEmpty();
        assertThat(DisplayNameRules.validationError(EMOJI.repeat(DisplayNameRules.MAX_CODE_POINTS + 1)))
                .contains("A display name can have at most 64 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t \n"})
    void rejectsABlankName(String typed) {
        assertThat(DisplayNameRules.validationError(DisplayNameRules.normalise(typed)))
                .contains("Please enter a display name.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna", "José Müller", "李小龍", "محمد", "अनिल", "O'Neill <b>", "A\u200DB", "\u200FAnna"})
    void acceptsNamesOfEveryScript(String name) {
        assertThat(DisplayNameRules.validationError(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "An\u0000na", "An\nna", "An\u007Fna", "An\u0085na", "An\u2028na", "An\u202Ana", "An\u202Bna",
                        "An\u202Cna",
                "An\u202Dna", "An\u202Ena", "An\u2066na", "An\u2067na", "An\u2068na", "An\u2069na", "An\uD800na",
                        "An\uE000na",
                "An\uFFFFna"
            })
    void rejectsControlAndDirectionCharacters(String name) {
        assertThat(DisplayNameRules.validationError(name))
                .contains("A display name cannot contain control characters or change the writing direction.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B",
                "\u200B\u200D\uFEFF",
                "\u00A0",
                "\u00AD",
                "\u3164",
                "\u115F",
                "\u2800",
                "\uFE0F",
                "\u0301"
            })
    void rejectsInvisibleNames(String name) {
        assertThat(DisplayNameRules.validationError(name))
                .contains("A display name needs at least one visible character.");
    }
}
