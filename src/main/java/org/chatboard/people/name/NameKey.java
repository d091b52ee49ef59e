package org.chatboard.people.name;

import java.util.Optional;

/** Computes the sort key of a display name: the name folded by {@link NameFolding}. */
public final class NameKey {
    /** Width of the column, in UTF-16 units. Longer keys are truncated. */
    public static final int MAX_LENGTH = 512;

    private NameKey() {}

    /** {@return the key of a display name} */
    public static String of(String displayName) {
        return truncate(NameFolding.fold(displayName), MAX_LENGTH);
    }

    /** {@return the first {@code length} UTF-16 units of a text, or one less where the cut would split a surrogate pair} */
    static String truncate(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splitsPair ? length - 1 : length);
    }

    /**
     * Computes the exclusive upper bound of the index range that holds all texts with a prefix.
     *
     * @param prefix at least one character
     * @return the smallest text greater than every text with this prefix; empty if the prefix ends with the last code point
     */
    public static Optional<String> upperBound(String prefix) {
        int last = prefix.codePointBefore(prefix.length());
        if (last == Character.MAX_CODE_POINT) {
            return Optional.empty();
        }
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        String stem = prefix.substring(0, prefix.length() - Character.charCount(last));
        return Optional.of(stem + Character.toString(next));
    }
}
