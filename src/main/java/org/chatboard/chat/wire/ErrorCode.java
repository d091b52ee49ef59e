package org.chatboard.chat.wire;

import java.util.Locale;

/** Why the server rejected a frame, or has failed to handle it. */
public enum ErrorCode {
    BAD_JSON,
    BAD_REQUEST,
    UNSUPPORTED,
    TOO_LONG,
    EMPTY_MESSAGE,
    RECEIVER_NOT_FOUND,
    ROOM_NOT_FOUND,
    ROOM_ARCHIVED,
    NOT_ALLOWED,
    NOT_FOUND,
    FILE_UNAVAILABLE,
    CONFLICT,
    RATE_LIMITED,
    BUSY,
    STORAGE_FULL,
    INTERNAL;

    /** {@return the value of {@code code} in an {@code error} frame} */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
