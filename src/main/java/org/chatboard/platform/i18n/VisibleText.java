package org.chatboard.platform.i18n;

/** Tells visible characters from invisible ones. */
public final class VisibleText {
    private static final int EMPTY_BRAILLE_CELL = 0x2800;

    private VisibleText() {}

    /** {@return whether a text has no visible character} */
    public static boolean isBlank(String text) {
        return text.codePoints().noneMatch(VisibleText::isVisible);
    }

    /**
     * {@return whether a code point is visible} Invisible are white space (Unicode's {@code White_Space}), controls,
     * {@code Default_Ignorable_Code_Point} and the empty braille cell.
     */
    public static boolean isVisible(int codePoint) {
        return !Character.isISOControl(codePoint)
                && !Character.isSpaceChar(codePoint)
                && codePoint != EMPTY_BRAILLE_CELL
                && !isDefaultIgnorable(codePoint);
    }

    /**
     * {@return whether a code point has the property {@code Default_Ignorable_Code_Point} of Unicode 16} Java's regular
     * expressions do not support this property. The ranges include reserved code points.
     */
    private static boolean isDefaultIgnorable(int c) {
        return c >= 0xAD
                && (c == 0xAD
                        || c == 0x34F
                        || c == 0x61C
                        || isBetween(c, 0x115F, 0x1160)
                        || isBetween(c, 0x17B4, 0x17B5)
                        || isBetween(c, 0x180B, 0x180F)
                        || isBetween(c, 0x200B, 0x200F)
                        || isBetween(c, 0x202A, 0x202E)
                        || isBetween(c, 0x2060, 0x206F)
                        || c == 0x3164
                        || isBetween(c, 0xFE00, 0xFE0F)
                        || c == 0xFEFF
                        || c == 0xFFA0
                        || isBetween(c, 0xFFF0, 0xFFF8)
                        || isBetween(c, 0x1BCA0, 0x1BCA3)
                        || isBetween(c, 0x1D173, 0x1D17A)
                        || isBetween(c, 0xE0000, 0xE0FFF));
    }

    private static boolean isBetween(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
