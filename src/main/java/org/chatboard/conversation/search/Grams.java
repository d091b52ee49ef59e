package org.chatboard.conversation.search;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * The pieces of words by which the index finds them: three characters each, two of the scripts that are written without spaces between words,
 * and single pictographs. Where a piece ends depends on its own characters alone, so the pieces of a part of a word are among those of
 * the word. Runs of one or two letters, or of one or two other characters, are pieces as a whole.
 */
final class Grams {
    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private static final int FIRST_WITHOUT_SPACES = 0x0E00;
    private static final int LONG_VOWEL_MARK = 0x30FC; // of Katakana, though Unicode counts it to no script
    private static final int GRAM = 3;
    private static final int PAIR = 2;
    private static final int LONGEST_RUN = 2;

    private Grams() {}

    /** {@return the characters of the piece that begins at an index; 0 if none does, since the word ends before} */
    static int lengthAt(SearchText text, int index) {
        int character = text.at(index);
        if (character == SearchText.SPACE) {
            return 0;
        }
        if (Character.getType(character) == Character.OTHER_SYMBOL) {
            return 1;
        }
        int left = wordLeft(text, index);
        if (left >= PAIR && isWrittenWithoutSpaces(character) && isWrittenWithoutSpaces(text.at(index + 1))) {
            return PAIR;
        }
        return left == GRAM ? GRAM : 0;
    }

    /** {@return how many characters of the word there are from an index on, {@value #GRAM} at most} */
    private static int wordLeft(SearchText text, int index) {
        int left = 1;
        while (left < GRAM && index + left < text.length() && !text.isSpaceAt(index + left)) {
            left++;
        }
        return left;
    }

    /** {@return the characters of the run that begins at an index, 0 if none begins or it is a long one} */
    static int runAt(SearchText text, int index) {
        if (text.isSpaceAt(index) || !isBoundary(text, index)) {
            return 0;
        }
        int end = index + 1;
        while (!isBoundary(text, end)) {
            if (++end - index > LONGEST_RUN) {
                return 0;
            }
        }
        return end - index;
    }

    /** {@return whether a run of letters and digits, or of other characters, ends or begins in front of an index} */
    static boolean isBoundary(SearchText text, int index) {
        return index == 0 || index == text.length() || kindAt(text, index) != kindAt(text, index - 1);
    }

    private static int kindAt(SearchText text, int index) {
        int character = text.at(index);
        if (character == SearchText.SPACE) {
            return 0;
        }
        boolean ofWords =
                switch (Character.getType(character)) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> Character.isLetterOrDigit(character);
                };
        return ofWords ? 1 : 2;
    }

    private static boolean isWrittenWithoutSpaces(int character) {
        return character >= FIRST_WITHOUT_SPACES
                && (character == LONG_VOWEL_MARK || WITHOUT_SPACES.contains(UnicodeScript.of(character)));
    }
}
