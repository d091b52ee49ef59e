package org.chatboard.people.audit;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;

/**
 * A keyset cursor in the audit log: the page has the events before this time and id.
 *
 * @param happenedAt time of the last event of the previous page
 * @param id its database id
 */
public record AuditCursor(Instant happenedAt, long id) {
    /** The cursor of the first page: before the latest time that is stored as milliseconds. */
    public static final AuditCursor START = new AuditCursor(Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE);

    private static final Pattern ENCODED = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    static AuditCursor after(AuditedEvent event) {
        return new AuditCursor(event.happenedAt(), event.id());
    }

    String encode() {
        return happenedAt.toEpochMilli() + "-" + id;
    }

    /**
     * {@return the cursor of a request parameter, that of the first page if it is absent}
     *
     * @throws InvalidInputException if it is no cursor
     */
    public static AuditCursor parse(String after) {
        if (after == null) {
            return START;
        }
        Matcher parts = ENCODED.matcher(after);
        if (!parts.matches()) {
            throw new InvalidInputException("after", Translations.text("page.after"));
        }
        return new AuditCursor(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), Long.parseLong(parts.group(2)));
    }
}
