package org.chatboard.people.invite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;

/**
 * What an invitation allows.
 *
 * @param room id of the room that it leads into, null for the server
 * @param uses how many people may use it
 * @param expiresAt when it expires
 * @param guest whether new accounts become guests
 */
public record InviteTerms(Long room, long uses, Instant expiresAt, boolean guest) {
    static final long DEFAULT_USES = 10;
    static final long MAX_USES = 1_000;
    static final Duration DEFAULT_LIFE = Duration.ofDays(7);
    static final Duration MAX_LIFE = Duration.ofDays(90);

    /**
     * Checks the terms of a request.
     *
     * @param uses null for {@value #DEFAULT_USES}
     * @param expiresAt a time as ISO 8601, null for a week from now
     * @throws InvalidInputException for the fields {@code uses}, {@code expiresAt} and {@code guest}
     */
    public static InviteTerms of(Long room, Long uses, String expiresAt, boolean guest, Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long number = uses == null ? DEFAULT_USES : uses;
        Instant end = expiresAt == null ? now.plus(DEFAULT_LIFE) : parse(expiresAt);
        Map<String, String> errors = new LinkedHashMap<>();
        if (number < 1 || number > MAX_USES) {
            errors.put("uses", Translations.text("invite.uses", MAX_USES));
        }
        if (end == null || !end.isAfter(now) || end.isAfter(now.plus(MAX_LIFE))) {
            errors.put("expiresAt", Translations.text("invite.expiresAt", MAX_LIFE.toDays()));
        }
        if (guest && room == null) {
            errors.put("guest", Translations.text("invite.guestRoom"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        return new InviteTerms(room, number, end, guest);
    }

    private static Instant parse(String time) {
        try {
            return Instant.parse(time).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
