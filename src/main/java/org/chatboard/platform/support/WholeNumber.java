package org.chatboard.platform.support;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A whole number of 0 or more from outside, with at most 18 digits, so that it always fits into a long. */
public final class WholeNumber {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private WholeNumber() {}

    /** {@return the number; empty if the text is none, has more than 18 digits, or is null} */
    public static OptionalLong parse(String text) {
        return text != null && DIGITS.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
