package org.chatboard.people.session;

import java.time.Duration;
import java.time.Instant;

/**
 * What decides whether a sign-in is valid.
 *
 * @param id of the sign-in
 * @param lastSeenAt when it was last noted as used
 * @param expiresAt when it is over, however much it is used
 * @param disabledAt when its account was disabled, or null
 */
record SignInTimes(long id, Instant lastSeenAt, Instant expiresAt, Instant disabledAt) {
    /** Unused for this long, a sign-in is over. */
    static final Duration IDLE = Duration.ofHours(12);

    /** A sign-in in use is noted as such this often: a write, and no more than its idle time needs. */
    static final Duration NOTED_EVERY = Duration.ofMinutes(10);

    /** A row of {@link SignIn#TIMES}. */
    static SignInTimes of(Object[] row) {
        return new SignInTimes((Long) row[0], (Instant) row[1], (Instant) row[2], (Instant) row[3]);
    }

    /** {@return what the sign-in is worth at a time} */
    SignInState stateAt(Instant now) {
        if (disabledAt != null) {
            return SignInState.DISABLED;
        }
        return now.isBefore(expiresAt) && now.isBefore(lastSeenAt.plus(IDLE)) ? SignInState.VALID : SignInState.OVER;
    }

    /** {@return whether a use at this time is to be noted} */
    boolean isToBeNotedAt(Instant now) {
        return !now.isBefore(lastSeenAt.plus(NOTED_EVERY));
    }
}
