package org.chatboard.chat.wire;

import java.util.Locale;

/** Why a request at a socket had no effect. */
public enum ErrorCode {
    BAD_JSON,
    BAD_REQUEST,
    UNSUPPORTED,
    TOO_LONG,
    EMPTY_MESSAGE,
    RECEIVER_NOT_FOUND,
    ROOM_NOT_FOUND,
    NOT_ALLOWED,
    NOT_FOUND,
    CONFLICT,
    RATE_LIMITED,
    BUSY,
    STORAGE_FULL,
    INTERNAL;

    /** The code on the wire. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
