package org.chatboard.people.name;

import org.chatboard.platform.i18n.VisibleText;

/** The characters that the names of people and rooms may have. */
public final class NameCharacters {
    private NameCharacters() {}

    /** {@return whether a text has a control character, or a character that changes the direction of the text that follows it} */
    public static boolean hasForbidden(String text) {
        return text.codePoints().anyMatch(NameCharacters::isForbidden);
    }

    /** {@return whether a reader sees anything of a text; marks alone do not count} */
    public static boolean hasVisible(String text) {
        return text.codePoints().anyMatch(NameCharacters::isVisible);
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
