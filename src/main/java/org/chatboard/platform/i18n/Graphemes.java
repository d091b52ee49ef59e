package org.chatboard.platform.i18n;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Extended grapheme clusters: what a reader sees as one character, such as an emoji of several code points or a letter with its
 * accents. They are found by the regular expression {@code \X}, because {@code BreakIterator} splits emoji before Java 20.
 */
public final class Graphemes {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private Graphemes() {}

    /** {@return the graphemes of a text, in order} */
    public static Stream<String> of(String text) {
        return GRAPHEME.matcher(text).results().map(result -> result.group());
    }

    /**
     * {@return the beginning of a text} The text is cut between graphemes, except if the first grapheme is longer than the limit.
     *
     * @param codePoints length of the result, at most
     */
    public static String cut(String text, int codePoints) {
        if (text.codePointCount(0, text.length()) <= codePoints) {
            return text;
        }
        int limit = text.offsetByCodePoints(0, codePoints);
        int end = GRAPHEME.matcher(text)
                .results()
                .mapToInt(result -> result.end())
                .takeWhile(each -> each <= limit)
                .reduce(0, Math::max);
        return text.substring(0, end == 0 ? limit : end);
    }
}
