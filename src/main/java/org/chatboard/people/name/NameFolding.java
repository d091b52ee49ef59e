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
 * Folds names and the texts of the search: sort order and search ignore capitals, accents, strokes and typographic variants. The rules are in
 * {@code name-folding.json}. The browser module {@code name-search.js} uses the same file, so server and page fold alike.
 *
 * <p>ICU's transliterator supports more scripts, but it has 14 MB and does not run in the browser.
 */
public final class NameFolding {
    private static final byte[] FILE = readFile();
    private static final JsonObject RULES = readRules();
    private static final Map<Integer, String> LETTERS = readLetters("letters");
    private static final Map<Integer, String> SPELLED_OUT = readLetters("spelledOut");

    /**
     * Characters that folding removes: format characters, combining accents and vowel points, and U+E000 to U+FFFF. Derby and
     * Java compare UTF-16 units, PostgreSQL compares UTF-8 bytes; without U+E000 to U+FFFF both orders are the same. No letter is
     * lost, since NFKD replaces the compatibility forms in that range.
     */
    private static final Pattern DROPPED = readPattern("dropped");

    /** White space and control characters. */
    static final Pattern SPACES = readPattern("spaces");

    /** White space, punctuation, and apostrophes of every kind. */
    static final Pattern SEPARATORS = readPattern("separators");

    private static final int LAST_ASCII = 0x7F;

    private NameFolding() {}

    /** {@return the text in lower case, without accents and typographic variants; white space and punctuation stay} */
    public static String fold(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return replace(DROPPED.matcher(lower).replaceAll(""), LETTERS);
    }

    /**
     * {@return the text in lower case with ä as ae, ø as oe and so on, as German, Danish and others write without these letters}
     */
    public static String spellOut(String text) {
        return replace(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT), SPELLED_OUT);
    }

    /** {@return whether the text has a letter that {@link #spellOut} replaces} Composed letters only, as people type them. */
    public static boolean hasSpelledOut(String text) {
        return text.chars()
                .filter(unit -> unit > LAST_ASCII)
                .map(Character::toLowerCase)
                .anyMatch(SPELLED_OUT::containsKey);
    }

    /** {@return the CRC-32 of the rules; names that were folded by rules with another checksum must be folded again} */
    public static int checksum() {
        CRC32 sum = new CRC32();
        sum.update(FILE);
        return (int) sum.getValue();
    }

    private static String replace(String text, Map<Integer, String> replacements) {
        IntFunction<String> replacement = letter -> replacements.getOrDefault(letter, Character.toString(letter));
        return text.codePoints().mapToObj(replacement).collect(Collectors.joining());
    }

    private static byte[] readFile() {
        try (InputStream file = NameFolding.class.getResourceAsStream("name-folding.json")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject readRules() {
        try (JsonReader reader = JsonText.PROVIDER.createReader(new ByteArrayInputStream(FILE))) {
            return reader.readObject();
        }
    }

    private static Map<Integer, String> readLetters(String name) {
        return RULES.getJsonObject(name).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        letter -> letter.getKey().codePointAt(0),
                        letter -> ((JsonString) letter.getValue()).getString()));
    }

    private static Pattern readPattern(String name) {
        return Pattern.compile(RULES.getString(name));
    }
}
