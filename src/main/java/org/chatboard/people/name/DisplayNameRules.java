package org.chatboard.people.name;

import java.util.Optional;
import org.chatboard.platform.i18n.Translations;

/**
 * Validates display names: 1 to {@value #MAX_CODE_POINTS} code points, at least one of them visible, without control characters
 * and without characters that change the writing direction.
 */
public final class DisplayNameRules {
    /** Maximum length, in code points. */
    public static final int MAX_CODE_POINTS = 64;

    private DisplayNameRules() {}

    /** {@return the typed name without leading and trailing white space, as it is stored} */
    public static String normalise(String typed) {
        return typed.strip();
    }

    /** {@return the translated error of an invalid normalised name; empty if the name is valid} */
    public static Optional<String> validationError(String displayName) {
        if (displayName.isEmpty()) {
            return Optional.of(Translations.text("displayName.empty"));
        }
        if (displayName.codePointCount(0, displayName.length()) > MAX_CODE_POINTS) {
            return Optional.of(Translations.text("displayName.tooLong", MAX_CODE_POINTS));
        }
        if (NameCharacters.hasForbidden(displayName)) {
            return Optional.of(Translations.text("displayName.characters"));
        }
        return NameCharacters.hasVisible(displayName)
                ? Optional.empty()
                : Optional.of(Translations.text("displayName.invisible"));
    }
}
