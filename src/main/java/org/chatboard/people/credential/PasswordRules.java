package org.chatboard.people.credential;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chatboard.platform.i18n.Translations;

/** What a password may be: {@value #MIN} to {@value #MAX} code points that are not easily guessed. */
public final class PasswordRules {
    /** Fewest code points. */
    static final int MIN = 10;

    /** Most code points. */
    public static final int MAX = 128;

    /** Least score of zxcvbn, of 0 to 4: it would take more than a hundred million guesses. */
    static final int MIN_SCORE = 2;

    /** What zxcvbn gets to see, in code points: its time grows faster than the length. */
    private static final int JUDGED = 32;

    /**
     * What zxcvbn gets to see of a password with more than {@value #MOST_SUBSTITUTES} different {@link #SUBSTITUTES}. It reads them as
     * letters in every combination: hundreds of passwords where there are many, each a search for all words in it.
     */
    private static final int JUDGED_WITH_MANY_SUBSTITUTES = 16;

    private static final int MOST_SUBSTITUTES = 10;

    /** What zxcvbn takes for letters that were replaced, as in {@code p4$$w0rd}. */
    private static final String SUBSTITUTES = "4@8({[<3691!|70$5+%2";

    private static final Zxcvbn ZXCVBN = new Zxcvbn();

    private PasswordRules() {}

    /** {@return the sentence that says why a password of such a length is refused, or nothing; costs nothing to find out} */
    public static Optional<String> lengthRefusal(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN) {
            return Optional.of(Translations.text("password.tooShort", MIN));
        }
        return length > MAX ? Optional.of(Translations.text("password.tooLong", MAX)) : Optional.empty();
    }

    /**
     * Judges how easily a password is guessed. It takes up to a tenth of a second of a core: to be called where only so many do at a
     * time, see {@link PasswordHasher#inTurn}.
     *
     * @param password one that {@link #lengthRefusal} accepts
     * @param username counts as easily guessed
     * @param displayName counts as easily guessed, as a whole and by its words
     * @return the sentence that says why it is refused, or nothing
     */
    public static Optional<String> guessRefusal(String password, String username, String displayName) {
        return ZXCVBN.measure(judged(password), known(username, displayName)).getScore() < MIN_SCORE
                ? Optional.of(Translations.text("password.tooEasy"))
                : Optional.empty();
    }

    /** The beginning of a password: what is strong there does not become weak by what follows. */
    private static String judged(String password) {
        String beginning = beginning(password, JUDGED);
        long substitutes = beginning
                .chars()
                .filter(c -> SUBSTITUTES.indexOf(c) >= 0)
                .distinct()
                .count();
        return substitutes > MOST_SUBSTITUTES ? beginning(beginning, JUDGED_WITH_MANY_SUBSTITUTES) : beginning;
    }

    private static String beginning(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static List<String> known(String username, String displayName) {
        List<String> known = new ArrayList<>(List.of("chatboard"));
        known.addAll(List.of(username.split("[._-]+")));
        known.add(username);
        known.add(displayName);
        known.addAll(List.of(displayName.split("\\s+")));
        known.removeIf(String::isBlank);
        return known;
    }
}
