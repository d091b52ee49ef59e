package org.chatboard.conversation.presence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who types where, as far as it was passed on: at most once in {@value #BETWEEN_MS} ms, and kept no longer than a reader shows it. */
@ApplicationScoped
public class TypingRegistry {
    static final long BETWEEN_MS = 3_000;
    static final long LAPSE_MS = 6_000;

    @Inject
    Clock clock;

    private final Map<Place, Passed> passed = new HashMap<>();

    /**
     * Where somebody types.
     *
     * @param room id of the room
     * @param account id of the account
     */
    public record Place(long room, long account) {}

    private static final class Passed {
        private long atMs;
        private boolean on;
        private boolean endWaits;

        void now(boolean typing, long nowMs) {
            atMs = nowMs;
            on = typing;
            endWaits = false;
        }
    }

    /**
     * Somebody types, or has ended.
     *
     * @return whether it is passed on now; an end that is not comes with {@link #takeEnded}
     */
    public synchronized boolean passes(Place place, boolean on) {
        long nowMs = clock.millis();
        Passed last = passed.get(place);
        if (!on && (last == null || !last.on)) {
            return false; // nobody was told that they type
        }
        if (last != null && nowMs - last.atMs < BETWEEN_MS) {
            last.endWaits = !on;
            return false;
        }
        passed.computeIfAbsent(place, key -> new Passed()).now(on, nowMs);
        return true;
    }

    /** {@return where somebody has ended whose end could not be passed on at once} Forgets what every reader has let lapse. */
    public synchronized List<Place> takeEnded() {
        if (passed.isEmpty()) {
            return List.of();
        }
        long nowMs = clock.millis();
        List<Place> ended = new ArrayList<>();
        passed.forEach((place, last) -> {
            if (last.endWaits && nowMs - last.atMs >= BETWEEN_MS) {
                ended.add(place);
                last.now(false, nowMs);
            }
        });
        passed.values().removeIf(last -> nowMs - last.atMs >= LAPSE_MS);
        return ended;
    }
}
