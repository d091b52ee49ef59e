package org.chatboard.conversation.history;

import java.util.List;
import org.chatboard.conversation.message.MessageDto;

/** Limits the bytes of a page of history. A page of the longest messages would otherwise take megabytes for each socket. */
final class PageSize {
    /** Most bytes of a page, as estimated for its frame. A page has at least one message, however long that is. */
    static final int MAX_BYTES = 128 << 10;

    /** Estimated bytes of a message's other fields. */
    private static final int FIELD_BYTES = 300;

    /** Most bytes of a quote. */
    private static final int QUOTE_BYTES = 1_000;

    /** Estimated bytes of a message's reactions. */
    private static final int REACTION_BYTES = 1_000;

    /** Most bytes of a room event: a person, and a topic of 250 code points. */
    private static final int EVENT_BYTES = 1_500;

    /** Bytes of an account id with its comma, as long as there are fewer than ten million accounts. */
    private static final int MENTION_BYTES = 8;

    /** Estimated bytes of a file: a name and an alternative text of usual length. */
    private static final int FILE_BYTES = 400;

    private PageSize() {}

    /** {@return how many of the messages, from the first, fit on a page of at most {@code limit} messages} */
    static int fitting(List<MessageDto> messages, int limit) {
        long bytes = 0;
        int count = 0;
        for (MessageDto message : messages) {
            bytes += bytesOf(message);
            if (count == limit || count > 0 && bytes > MAX_BYTES) {
                return count;
            }
            count++;
        }
        return count;
    }

    /** {@return the estimated bytes of the messages in a frame} */
    static long bytesOf(List<MessageDto> messages) {
        return messages.stream().mapToLong(PageSize::bytesOf).sum();
    }

    /** {@return the bytes of a message in a frame: exact for its text as JSON in UTF-8, estimated for the other fields} */
    static long bytesOf(MessageDto message) {
        String text = message.message();
        long bytes = FIELD_BYTES
                + (message.replyTo() == null ? 0 : QUOTE_BYTES)
                + (message.changeSeq() == null ? 0 : REACTION_BYTES)
                + (message.event() == null ? 0 : EVENT_BYTES)
                + (long) MENTION_BYTES * message.mentions().accounts().size()
                + (long) FILE_BYTES * message.attachments().count();
        for (int i = 0; i < text.length(); i++) {
            bytes += bytesOf(text.charAt(i));
        }
        return bytes;
    }

    private static int bytesOf(char unit) {
        if (unit < ' ') {
            return "\\u0000".length();
        }
        if (unit < 0x80) {
            return unit == '"' || unit == '\\' ? 2 : 1;
        }
        return unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
    }
}
