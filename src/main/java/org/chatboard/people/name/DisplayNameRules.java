package org.chatboard.people.name;

import java.util.Optional;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.i18n.VisibleText;

/** What a display name may be: 1 to {@value #MAX_CODE_POINTS} code points that can be seen and that read in one direction. */
public final class DisplayNameRules {
    /** Longest name, in code points. */
    public static final int MAX_CODE_POINTS = 64;

    private DisplayNameRules() {}

    /** The name as it is stored. */
    public static String normalise(String typed) {
        return typed.strip();
    }

    /** {@return the sentence that says why a normalised name is refused, or nothing} */
    public static Optional<String> refusal(String displayName) {
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
                    Character.SURROGATE, // half a character
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> changesDirection(codePoint);
        };
    }

    /** The characters that turn the text after them around, beyond the name's own end. */
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
