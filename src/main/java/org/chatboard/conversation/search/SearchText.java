package org.chatboard.conversation.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import org.chatboard.people.name.NameFolding;

/**
 * A text as the search compares it: folded by the rules of names, character by character, so that each folded character knows where it
 * comes from. All white space and control characters are {@link #SPACE}.
 */
final class SearchText {
    static final int SPACE = ' ';

    private static final int BMP = 0x1_0000;

    /** Below it are no combining characters, so that a character before one of these stands for itself. */
    private static final int FIRST_COMBINING = 0x300;

    /** The folded characters by character. A race fills an entry twice, with the same text. */
    private static final String[] FOLDED = new String[BMP];

    private int[] characters;
    private int[] starts; // of the piece of the original that the folded character comes from, in UTF-16 units
    private int[] ends;
    private int length;

    private SearchText(int capacity) {
        characters = new int[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
    }

    /** {@return a text with ä as a, ß as ss, İ and ı as i} */
    static SearchText of(String text) {
        SearchText folded = new SearchText(text.length());
        folded.addFolded(text, 0, text.length(), false);
        return folded;
    }

    /** {@return the words of a text that have such letters, with ä as ae and so on; empty if there are none} */
    static Optional<SearchText> spelledOut(String text) {
        if (!NameFolding.hasSpelledOut(text)) {
            return Optional.empty();
        }
        SearchText words = new SearchText(text.length());
        int start = 0;
        for (int end = 1; end <= text.length(); end++) {
            if (end == text.length() || isSpace(text.charAt(end))) {
                if (NameFolding.hasSpelledOut(text.substring(start, end))) {
                    words.addFolded(text, start, end, true);
                }
                start = end;
            }
        }
        return Optional.of(words);
    }

    private void addFolded(String text, int from, int to, boolean spelledOut) {
        int start = from;
        while (start < to) {
            int end = endOfPiece(text, start);
            add(folded(text, start, end, spelledOut), start, end);
            start = end;
        }
    }

    /** {@return the end of a character with what combines with it} */
    private static int endOfPiece(String text, int start) {
        int end = text.offsetByCodePoints(start, 1);
        while (end < text.length() && text.charAt(end) >= FIRST_COMBINING && combines(text.codePointAt(end))) {
            end = text.offsetByCodePoints(end, 1);
        }
        return end;
    }

    private static boolean combines(int character) {
        boolean jamo = character >= 0x1160 && character <= 0x11FF; // a vowel or the end of a Korean syllable
        return jamo
                || switch (Character.getType(character)) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    private static String folded(String text, int start, int end, boolean spelledOut) {
        if (spelledOut || end - start > 1) {
            return compute(text.substring(start, end), spelledOut);
        }
        char character = text.charAt(start);
        String known = FOLDED[character];
        if (known == null) {
            known = compute(String.valueOf(character), false);
            FOLDED[character] = known;
        }
        return known;
    }

    /** Composes again what the rules take apart and keep: Korean syllables, and voiced sounds of Japanese. */
    private static String compute(String piece, boolean spelledOut) {
        return Normalizer.normalize(
                NameFolding.fold(spelledOut ? NameFolding.spellOut(piece) : piece), Normalizer.Form.NFC);
    }

    private void add(String folded, int start, int end) {
        for (int i = 0; i < folded.length(); ) {
            int character = folded.codePointAt(i);
            if (length == characters.length) {
                characters = Arrays.copyOf(characters, 2 * length);
                starts = Arrays.copyOf(starts, 2 * length);
                ends = Arrays.copyOf(ends, 2 * length);
            }
            characters[length] = isSpace(character) ? SPACE : character;
            starts[length] = start;
            ends[length] = end;
            length++;
            i += Character.charCount(character);
        }
    }

    private static boolean isSpace(int character) {
        return Character.isSpaceChar(character) || Character.getType(character) == Character.CONTROL;
    }

    /** {@return the number of folded characters} */
    int length() {
        return length;
    }

    /** {@return a folded character} */
    int at(int index) {
        return characters[index];
    }

    boolean isSpaceAt(int index) {
        return characters[index] == SPACE;
    }

    /** {@return where a folded character comes from, in UTF-16 units of the original} */
    int startOf(int index) {
        return starts[index];
    }

    /** {@return the end of where a folded character comes from, exclusive} */
    int endOf(int index) {
        return ends[index];
    }

    /** {@return whether a word is found at an index} */
    boolean hasAt(SearchText word, int index) {
        return Arrays.equals(characters, index, index + word.length, word.characters, 0, word.length);
    }

    /** {@return a part of the text as a text of its own} */
    SearchText part(int from, int to) {
        SearchText part = new SearchText(0);
        part.characters = Arrays.copyOfRange(characters, from, to);
        part.starts = Arrays.copyOfRange(starts, from, to);
        part.ends = Arrays.copyOfRange(ends, from, to);
        part.length = to - from;
        return part;
    }

    @Override
    public String toString() {
        return new String(characters, 0, length);
    }
}
