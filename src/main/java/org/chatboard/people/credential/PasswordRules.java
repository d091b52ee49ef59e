package org.chatboard.people.credential;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chatboard.platform.i18n.Translations;

/** Validates passwords: {@value #MIN} to {@value #MAX} code points, with a zxcvbn score of at least {@value #MIN_SCORE}. */
public final class PasswordRules {
    /** Minimum length, in code points. */
    static final int MIN = 10;

    /** Maximum length, in code points. */
    public static final int MAX = 128;

    /** Minimum zxcvbn score, of 0 to 4. A score of 2 means at least a million guesses. */
    static final int MIN_SCORE = 2;

    /** Code points of a password that zxcvbn evaluates, because its time grows faster than the length. */
    private static final int EVALUATED = 32;

    /**
     * Code points that zxcvbn evaluates of a password with more than {@value #MAX_SUBSTITUTES} different {@link #SUBSTITUTES}.
     * zxcvbn tries every combination of letters for them: hundreds of passwords, each with a search in all dictionaries.
     */
    private static final int EVALUATED_WITH_MANY_SUBSTITUTES = 16;

    private static final int MAX_SUBSTITUTES = 10;

    /** Characters that zxcvbn reads as substitutes for letters, as in {@code p4$$w0rd}. */
    private static final String SUBSTITUTES = "4@8({[<3691!|70$5+%2";

    private static final Zxcvbn ZXCVBN = new Zxcvbn();

    private PasswordRules() {}

    /** {@return the translated error of a password that is too short or too long; empty if the length is valid} */
    public static Optional<String> lengthError(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN) {
            return Optional.of(Translations.text("password.tooShort", MIN));
        }
        return length > MAX ? Optional.of(Translations.text("password.tooLong", MAX)) : Optional.empty();
    }

    /**
     * Evaluates how easy a password is to guess. Uses up to 100 ms of CPU time: call it in {@link PasswordHasher#runLimited}.
     *
     * @param password a password of valid length, see {@link #lengthError}
     * @param username treated as easy to guess
     * @param displayName treated as easy to guess, as a whole and word by word
     * @return the translated error of a password that is too easy to guess; empty if it is strong enough
     */
    public static Optional<String> strengthError(String password, String username, String displayName) {
        return ZXCVBN.measure(evaluatedPart(password), guessableWords(username, displayName))
                                .getScore()
                        < MIN_SCORE
                ? Optional.of(Translations.text("password.tooEasy"))
                : Optional.empty();
    }

    /** {@return the start of the password, which is enough, because a password with a strong start is strong} */
    private static String evaluatedPart(String password) {
        String start = start(password, EVALUATED);
        long substitutes = start.chars()
                .filter(c -> SUBSTITUTES.indexOf(c) >= 0)
                .distinct()
                .count();
        return substitutes > MAX_SUBSTITUTES ? start(start, EVALUATED_WITH_MANY_SUBSTITUTES) : start;
    }

    private static String start(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static List<String> guessableWords(String username, String displayName) {
        List<String> words = new ArrayList<>(List.of("chatboard"));
        words.addAll(List.of(username.split("[._-]+")));
        words.add(username);
        words.add(displayName);
        words.addAll(List.of(displayName.split("\\s+")));
        words.removeIf(String::isBlank);
        return words;
    }
}
