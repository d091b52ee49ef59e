package org.chatboard.people.name;

import java.util.Optional;
import java.util.regex.Pattern;
import org.chatboard.platform.i18n.Translations;

/** Validates usernames: {@value #MIN} to {@value #MAX} characters of {@code a-z 0-9 . _ -}, the first one a letter. */
public final class UsernameRules {
    /** Minimum length, in characters. */
    static final int MIN = 3;

    /** Maximum length, in characters. */
    public static final int MAX = 32;

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9._-]*");

    /** Names that {@code @all} may mean; it mentions all members of a room instead. */
    private static final Pattern RESERVED = Pattern.compile("all[._-]*");

    private UsernameRules() {}

    /** {@return the typed name as it is stored: stripped, with A to Z in lower case; other letters stay} */
    public static String normalise(String typed) {
        StringBuilder name = new StringBuilder(typed.strip());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') { // toLowerCase would change the Kelvin sign to k
                name.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return name.toString();
    }

    /** {@return the translated error of a normalised name that no new account may have; empty if it may} An older account may have it. */
    public static Optional<String> newNameError(String username) {
        return validationError(username)
                .or(() -> RESERVED.matcher(username).matches()
                        ? Optional.of(Translations.text("username.reserved"))
                        : Optional.empty());
    }

    /** {@return the translated error of an invalid normalised name; empty if the name is valid} */
    public static Optional<String> validationError(String username) {
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
