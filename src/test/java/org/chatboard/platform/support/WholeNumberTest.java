package org.chatboard.platform.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {
    @Test
    void readsUpToEighteenDigits() {
        assertThat(WholeNumber.parse("0")).hasValue(0);
        assertThat(WholeNumber.parse("0042")).hasValue(42);
        assertThat(WholeNumber.parse("999999999999999999")).hasValue(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "x", "-7", "+7", "7.0", " 7", "1e3", "1000000000000000000", "99999999999999999999", "٧"})
    void takesNothingElse(String text) {
        assertThat(WholeNumber.parse(text)).isEmpty();
    }
}
