package org.chatboard.conversation.message;

import org.chatboard.conversation.message.MessageRejectedException.Reason;
import org.chatboard.platform.i18n.Graphemes;
import org.chatboard.platform.i18n.VisibleText;

/** The rules of a message's text. */
public final class MessageText {
    private static final int EXCERPT_CODE_POINTS = 200;

    private MessageText() {}

    /**
     * The text as it is stored: stripped of white space at both ends.
     *
     * @param text as it came
     * @param maxCodePoints the limit, counted after stripping
     * @throws MessageRejectedException where nothing of it can be seen ({@code EMPTY_MESSAGE}), it is too long ({@code TOO_LONG}), or holds a
     *     NUL or half a surrogate pair, which PostgreSQL stores not or not as it was ({@code BAD_REQUEST})
     */
    public static String checked(String text, int maxCodePoints) {
        String stripped = text.strip();
        if (VisibleText.isBlank(stripped)) {
            throw new MessageRejectedException(Reason.EMPTY_MESSAGE, "A message needs some text.");
        }
        if (stripped.codePointCount(0, stripped.length()) > maxCodePoints) {
            throw new MessageRejectedException(
                    Reason.TOO_LONG, "A message can have at most " + maxCodePoints + " characters.");
        }
        if (stripped.codePoints().anyMatch(MessageText::cannotBeStored)) {
            throw new MessageRejectedException(
                    Reason.BAD_REQUEST, "The text contains a NUL or half of a character, which cannot be stored.");
        }
        return stripped;
    }

    /** {@return the text, cut between graphemes to at most 200 code points} */
    public static String excerpt(String text) {
        return Graphemes.cut(text, EXCERPT_CODE_POINTS);
    }

    private static boolean cannotBeStored(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}
