package org.chatboard.people.name;

import java.util.Optional;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.i18n.VisibleText;

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
        if (displayName.codePoints().anyMatch(DisplayNameRules::isForbidden)) {
            return Optional.of(Translations.text("displayName.characters"));
        }
        return displayName.codePoints().anyMatch(DisplayNameRules::isVisible)
                ? Optional.empty()
                : Optional.of(Translations.text("displayName.invisible"));
    }

    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, // a surrogate without its pair
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> changesDirection(codePoint);
        };
    }

    /** {@return whether a character changes the direction of the text that follows the name} */
    private static boolean changesDirection(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                    Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> true;
            default -> false;
        };
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> false;
            default -> VisibleText.isVisible(codePoint);
        };
    }
}
