package org.chatboard.people.name;

import java.util.Optional;
import java.util.regex.Pattern;
import org.chatboard.platform.i18n.Translations;

/** What a username may be: {@value #MIN} to {@value #MAX} of {@code a-z 0-9 . _ -}, a letter first. */
public final class UsernameRules {
    /** Fewest characters. */
    static final int MIN = 3;

    /** Most characters. */
    public static final int MAX = 32;

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9._-]*");

    private UsernameRules() {}

    /** The name as it is stored: capitals become small letters, of the English alphabet alone. */
    public static String normalise(String typed) {
        StringBuilder name = new StringBuilder(typed.strip());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') { // toLowerCase would turn the Kelvin sign into a k
                name.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return name.toString();
    }

    /** {@return the sentence that says why a normalised name is refused, or nothing} */
    public static Optional<String> refusal(String username) {
        if (username.length() < MIN) {
            return Optional.of(Translations.text("username.tooShort", MIN));
        }
        if (username.length() > MAX) {
            return Optional.of(Translations.text("username.tooLong", MAX));
        }
        if (!ALLOWED.matcher(username).matches()) {
            return Optional.of(Translations.text("username.characters"));
        }
        return Character.isLetter(username.charAt(0))
                ? Optional.empty()
                : Optional.of(Translations.text("username.letterFirst"));
    }
}
