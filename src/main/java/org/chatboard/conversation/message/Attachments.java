package org.chatboard.conversation.message;

import java.util.List;
import org.chatboard.conversation.file.FileDto;

/**
 * The files of a message.
 *
 * @param count how many it has
 * @param files what is known of each, in the order of the message; empty until {@link MessageStateQuery} has read them
 */
public record Attachments(int count, List<FileDto> files) {
    /** No files. */
    public static final Attachments NONE = new Attachments(0, List.of());

    /** {@return files of which nothing is known yet but their number} */
    static Attachments ofCount(int count) {
        return count == 0 ? NONE : new Attachments(count, List.of());
    }

    /** {@return these files} */
    public static Attachments of(List<FileDto> files) {
        return files.isEmpty() ? NONE : new Attachments(files.size(), files);
    }

    /** {@return whether the message has no file} */
    public boolean isEmpty() {
        return count == 0;
    }
}
