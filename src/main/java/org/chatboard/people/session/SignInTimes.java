package org.chatboard.people.session;

import java.time.Duration;
import java.time.Instant;

/**
 * The times that decide whether a sign-in is valid.
 *
 * @param id database id of the sign-in
 * @param lastSeenAt when its last use was recorded
 * @param expiresAt when it reaches its maximum age
 * @param disabledAt when its account was disabled; null if it is enabled
 */
record SignInTimes(long id, Instant lastSeenAt, Instant expiresAt, Instant disabledAt) {
    /** A sign-in that is unused for this time has ended. */
    static final Duration IDLE_TIMEOUT = Duration.ofHours(12);

    /**
     * Minimum time between two updates of {@code last_seen_at}. Each update is a write to the database, and {@link #IDLE_TIMEOUT}
     * needs no better precision.
     */
    static final Duration LAST_SEEN_INTERVAL = Duration.ofMinutes(10);

    /** Reads a row of {@link SignIn#TIMES}. */
    static SignInTimes of(Object[] row) {
        return new SignInTimes((Long) row[0], (Instant) row[1], (Instant) row[2], (Instant) row[3]);
    }

    /** {@return the state of the sign-in at a time} */
    SignInState stateAt(Instant now) {
        if (disabledAt != null) {
            return SignInState.DISABLED;
        }
        return now.isBefore(expiresAt) && now.isBefore(lastSeenAt.plus(IDLE_TIMEOUT))
                ? SignInState.VALID
                : SignInState.ENDED;
    }

    /** {@return whether a use at this time must be recorded} */
    boolean needsLastSeenUpdate(Instant now) {
        return !now.isBefore(lastSeenAt.plus(LAST_SEEN_INTERVAL));
    }
}
