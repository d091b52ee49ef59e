package org.chatboard.people.name;

import java.util.Optional;

/** A display name as it is ordered: folded by {@link NameFolding}. */
public final class NameKey {
    /** The column's width, in UTF-16 units; a longer key is cut. */
    public static final int MAX_LENGTH = 512;

    private NameKey() {}

    /** {@return the key of a display name} */
    public static String of(String displayName) {
        return cut(NameFolding.fold(displayName), MAX_LENGTH);
    }

    /** {@return the beginning of a text, at most so many UTF-16 units, which splits no character} */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splitsPair ? length - 1 : length);
    }

    /**
     * The least text above every one that begins with {@code prefix}, so that a prefix is a range of an index.
     *
     * @param prefix at least one character
     * @return nothing where there is no such text
     */
    public static Optional<String> above(String prefix) {
        int last = prefix.codePointBefore(prefix.length());
        if (last == Character.MAX_CODE_POINT) {
            return Optional.empty();
        }
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        String stem = prefix.substring(0, prefix.length() - Character.charCount(last));
        return Optional.of(stem + Character.toString(next));
    }
}
