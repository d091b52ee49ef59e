package org.chatboard.conversation.request;

import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.platform.i18n.Graphemes;
import org.chatboard.platform.i18n.VisibleText;

/** Validates and shortens the text of messages. */
public final class MessageText {
    private static final int EXCERPT_CODE_POINTS = 200;

    private MessageText() {}

    /**
     * Returns the text as it will be stored: without white space at both ends.
     *
     * @param text the text as the client sent it
     * @param maxCodePoints the limit, in code points after stripping
     * @throws MessageRejectedException {@code EMPTY_MESSAGE} if no character is visible, {@code TOO_LONG} above the limit, {@code
     *     BAD_REQUEST} for a NUL or half of a surrogate pair, which PostgreSQL rejects or alters
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
        if (!isStorable(stripped)) {
            throw new MessageRejectedException(
                    Reason.BAD_REQUEST, "The text contains a NUL or half of a character, which cannot be stored.");
        }
        return stripped;
    }

    /**
     * Returns the text of a message as it will be stored. Nothing of it need be visible if the message has files; it is empty then.
     *
     * @throws MessageRejectedException as {@link #checked(String, int)} does
     */
    public static String checked(String text, int maxCodePoints, boolean hasFiles) {
        return hasFiles && VisibleText.isBlank(text) ? "" : checked(text, maxCodePoints);
    }

    /** {@return the text, cut between graphemes to at most {@value #EXCERPT_CODE_POINTS} code points} */
    public static String excerpt(String text) {
        return Graphemes.cut(text, EXCERPT_CODE_POINTS);
    }

    /** {@return whether both databases store the text as it is: PostgreSQL rejects or alters a NUL and half of a surrogate pair} */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }
}
