package org.chatboard.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A display name as it is ordered and searched: without capitals, accents and typographic variants. The i of Turkish that
 * has no dot is an i: whoever looks for Işıl may write ışıl, isil or ISIL. roster.js does the same.
 */
final class NameKey {
    /** The column's width, in UTF-16 units; a longer key is cut. */
    static final int MAX_LENGTH = 512;

    /**
     * Accents, and what stands above the surrogates: without the latter, Derby and Java, which compare UTF-16 units, order keys
     * as PostgreSQL does, which compares bytes of UTF-8. No letter is lost: compatibility forms there were replaced before.
     */
    private static final Pattern DROPPED = Pattern.compile("[\\u0300-\\u036F\\uE000-\\uFFFF]");

    private NameKey() {}

    /** {@return the key of a display name, or of the beginning of one} */
    static String of(String displayName) {
        String plain = Normalizer.normalize(displayName, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String key = DROPPED.matcher(plain).replaceAll("").replace('\u0131', 'i');
        if (key.length() <= MAX_LENGTH) {
            return key;
        }
        boolean splitsPair = Character.isHighSurrogate(key.charAt(MAX_LENGTH - 1));
        return key.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }

    /**
     * The least text above every one that begins with {@code prefix}, so that a prefix is a range of an index.
     *
     * @param prefix at least one character
     * @return nothing where there is no such text
     */
    static Optional<String> above(String prefix) {
        int last = prefix.codePointBefore(prefix.length());
        if (last == Character.MAX_CODE_POINT) {
            return Optional.empty();
        }
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        String stem = prefix.substring(0, prefix.length() - Character.charCount(last));
        return Optional.of(stem + Character.toString(next));
    }
}
