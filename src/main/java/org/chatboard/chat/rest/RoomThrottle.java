package org.chatboard.chat.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.limit.RateLimiter;
import org.chatboard.platform.rest.RejectedException;

/** Limits the rooms that an account makes to {@code CHATBOARD_LIMIT_ROOMS_PER_HOUR} in an hour. */
@ApplicationScoped
class RoomThrottle {
    private RateLimiter<Long> limiter;

    /** For the container's proxy. */
    protected RoomThrottle() {}

    /** Creates the bean; {@code settings} has the limit, and 0 turns it off. */
    @Inject
    RoomThrottle(Settings settings) {
        int perHour = settings.limits().roomsPerHour();
        limiter = perHour == 0 ? null : new RateLimiter<>(perHour, Duration.ofHours(1));
    }

    /**
     * Takes one permit, also for a room that is then rejected.
     *
     * @throws RejectedException 429 if no permit is left
     */
    void acquire(long accountId) {
        Duration wait = limiter == null ? Duration.ZERO : limiter.acquire(accountId);
        if (!wait.isZero()) {
            long minutes = wait.plusSeconds(59).toMinutes();
            throw new RejectedException(429, Translations.text("room.wait", minutes), Map.of(), wait);
        }
    }
}
