package org.chatboard.conversation.message;

import java.util.List;

/** How large a page of history may be in bytes: a page of the longest messages would be megabytes, for each socket that asks. */
final class PageSize {
    /** Bytes of the frame, estimated. A page has at least one message, however long. */
    static final int MAX_BYTES = 128 << 10;

    /** Of a message's other fields. */
    private static final int FIELDS = 300;

    /** Of a quote, and of as many reactions as a message takes. */
    private static final int QUOTE = 1_000;

    private static final int REACTIONS = 1_000;

    private PageSize() {}

    /** {@return how many of the messages fit on a page, from the first, at most {@code limit}} */
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

    /** {@return the bytes of the messages in a frame} */
    static long bytesOf(List<MessageDto> messages) {
        return messages.stream().mapToLong(PageSize::bytesOf).sum();
    }

    /** {@return the bytes of a message in a frame: of its text as JSON in UTF-8, and what the rest may take} */
    static long bytesOf(MessageDto message) {
        String text = message.message();
        long bytes = FIELDS + (message.replyTo() == null ? 0 : QUOTE) + (message.changeSeq() == null ? 0 : REACTIONS);
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
