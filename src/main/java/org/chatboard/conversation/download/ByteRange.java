package org.chatboard.conversation.download;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file.
 *
 * @param start first byte, from 0
 * @param length number of bytes
 */
record ByteRange(long start, long length) {
    /** A single range of at most 18 digits; RFC 9110, section 14.1.2. */
    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** {@return the whole of a file} */
    static ByteRange whole(long size) {
        return new ByteRange(0, size);
    }

    /**
     * Reads the header {@code Range}.
     *
     * @param header the header, or null
     * @param size bytes of the file
     * @return what to send: the whole file if there is no header, or it is none that this server supports, such as one of several ranges;
     *     empty if no byte of the file is in the range
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = HEADER.matcher(header == null ? "" : header);
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.of(whole(size));
        }
        if (range.group(1).isEmpty()) {
            long last = Math.min(Long.parseLong(range.group(2)), size);
            return last == 0 ? Optional.empty() : Optional.of(new ByteRange(size - last, last));
        }
        long start = Long.parseLong(range.group(1));
        long end = range.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(range.group(2)), size - 1);
        boolean invalid = !range.group(2).isEmpty() && Long.parseLong(range.group(2)) < start;
        if (invalid) {
            return Optional.of(whole(size));
        }
        return start >= size ? Optional.empty() : Optional.of(new ByteRange(start, end - start + 1));
    }
}
