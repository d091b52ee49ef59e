package org.chatboard.people.name;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.chatboard.platform.support.JsonText;

/**
 * Folds names, so that capitals, accents, strokes and typographic variants make no difference to order and search. The rules are in
 * {@code name-folding.json}, which the page's scripts ({@code name-search.js}) are built with too, so that both sides fold alike.
 *
 * <p>ICU's transliterator knows more scripts, but is 14 MB, and the page cannot use it.
 */
final class NameFolding {
    private static final byte[] FILE = file();
    private static final JsonObject RULES = rules();
    private static final Map<Integer, String> LETTERS = letters("letters");
    private static final Map<Integer, String> SPELLED_OUT = letters("spelledOut");

    /**
     * Format characters, the accents and vowel points that are written beside a letter, and all from U+E000 to U+FFFF: without the
     * latter, Derby and Java, which compare UTF-16 units, order keys as PostgreSQL does, which compares bytes of UTF-8. No letter is
     * lost by that: NFKD replaced the compatibility forms there.
     */
    private static final Pattern DROPPED = pattern("dropped");

    /** White space and control characters. */
    static final Pattern SPACES = pattern("spaces");

    /** White space, punctuation, apostrophes of every kind. */
    static final Pattern SEPARATORS = pattern("separators");

    private NameFolding() {}

    /** {@return the text without capitals, accents and typographic variants; white space and punctuation stay} */
    static String fold(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return replace(DROPPED.matcher(lower).replaceAll(""), LETTERS);
    }

    /** {@return the text in lower case with ä as ae, ø as oe and so on: how German, Danish and others write without these letters} */
    static String spellOut(String text) {
        return replace(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT), SPELLED_OUT);
    }

    /** {@return a number that changes with the rules: what was folded by other rules must be folded anew} */
    static int checksum() {
        CRC32 sum = new CRC32();
        sum.update(FILE);
        return (int) sum.getValue();
    }

    private static String replace(String text, Map<Integer, String> by) {
        IntFunction<String> replacement = letter -> by.getOrDefault(letter, Character.toString(letter));
        return text.codePoints().mapToObj(replacement).collect(Collectors.joining());
    }

    private static byte[] file() {
        try (InputStream file = NameFolding.class.getResourceAsStream("name-folding.json")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject rules() {
        try (JsonReader reader = JsonText.PROVIDER.createReader(new ByteArrayInputStream(FILE))) {
            return reader.readObject();
        }
    }

    private static Map<Integer, String> letters(String name) {
        return RULES.getJsonObject(name).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        letter -> letter.getKey().codePointAt(0),
                        letter -> ((JsonString) letter.getValue()).getString()));
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(RULES.getString(name));
    }
}
