package org.chatboard.platform.support;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes times as the protocol has them: ISO 8601 in UTC, always with milliseconds. */
public final class IsoTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private IsoTime() {}

    /** {@return the time, such as {@code 2026-01-02T03:04:05.000Z}} */
    public static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
