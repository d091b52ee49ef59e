package org.chatboard.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chatboard.system.Sentences;

/** What a password may be: {@value #MIN} to {@value #MAX} code points that are not easily guessed. */
final class PasswordRules {
    /** Fewest code points. */
    static final int MIN = 10;

    /** Most code points. */
    static final int MAX = 128;

    /** Least score of zxcvbn, of 0 to 4: it would take more than a hundred million guesses. */
    static final int MIN_SCORE = 2;

    /** zxcvbn's time grows faster than the length; a password that is weak for so long has no better rest. */
    private static final int JUDGED_CHARS = 100;

    private static final Zxcvbn ZXCVBN = new Zxcvbn();

    private PasswordRules() {}

    /**
     * Judges a password.
     *
     * @param username counts as easily guessed
     * @param displayName counts as easily guessed, as a whole and by its words
     * @return the sentence that says why it is refused, or nothing
     */
    static Optional<String> refusal(String password, String username, String displayName) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN) {
            return Optional.of(Sentences.say("password.tooShort", MIN));
        }
        if (length > MAX) {
            return Optional.of(Sentences.say("password.tooLong", MAX));
        }
        String judged = password.substring(0, Math.min(password.length(), JUDGED_CHARS));
        return ZXCVBN.measure(judged, known(username, displayName)).getScore() < MIN_SCORE
                ? Optional.of(Sentences.say("password.tooEasy"))
                : Optional.empty();
    }

    private static List<String> known(String username, String displayName) {
        List<String> known = new ArrayList<>(List.of("chatboard"));
        known.addAll(List.of(username.split("[._-]+")));
        known.add(username);
        String shortName = displayName.substring(0, Math.min(displayName.length(), JUDGED_CHARS));
        known.add(shortName);
        known.addAll(List.of(shortName.split("\\s+")));
        known.removeIf(String::isBlank);
        return known;
    }
}
