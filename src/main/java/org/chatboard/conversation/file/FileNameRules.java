package org.chatboard.conversation.file;

import java.util.Optional;
import org.chatboard.platform.i18n.VisibleText;

/**
 * Rules for names of files. A name is shown to people and is never part of a path on the disk. Characters that could make a name look like
 * another one are removed, since people cannot see them; joiners stay, which several scripts need.
 */
public final class FileNameRules {
    /** Longest name, in UTF-16 code units: more than any file system allows. */
    public static final int MAX_LENGTH = 255;

    private FileNameRules() {}

    /** {@return the name without folders, control and direction characters; empty if nothing visible is left, or it is too long} */
    public static Optional<String> clean(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder cleaned = new StringBuilder();
        last.codePoints().filter(FileNameRules::isAllowed).forEach(cleaned::appendCodePoint);
        String stripped = cleaned.toString().strip();
        boolean usable = !VisibleText.isBlank(stripped)
                && stripped.length() <= MAX_LENGTH
                && !stripped.chars().allMatch(c -> c == '.');
        return usable ? Optional.of(stripped) : Optional.empty();
    }

    private static boolean isAllowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
}
